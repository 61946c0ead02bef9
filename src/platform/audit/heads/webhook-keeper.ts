import { type Head, headLine } from '../domain/head';
import { type HeadKeeper, HeadNotKept } from './head-keeper';

const TIMEOUT_MILLISECONDS = 10_000;

/** A POST to a server of somebody else's, at the one address of the settings. A redirect is a refusal. */
export class WebhookKeeper implements HeadKeeper {
  readonly task = 'head_webhook';

  constructor(private readonly url: string) {}

  async keep(head: Head): Promise<void> {
    const answer = await this.post(headLine(head));
    await answer.body?.cancel();
    if (!answer.ok) throw new HeadNotKept('The webhook did not take the head.', `HTTP_${answer.status}`);
  }

  private async post(body: string): Promise<Response> {
    try {
      return await fetch(this.url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      });
    } catch (error) {
      throw new HeadNotKept('The webhook could not be reached.', 'UNREACHABLE', { cause: error });
    }
  }
}
