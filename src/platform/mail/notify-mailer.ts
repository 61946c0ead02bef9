import { setTimeout as delay } from 'node:timers/promises';
import type { NotifySettings } from '../../config';
import { MailAway, Mailer, MailRefused, type Message } from './mailer';
import { type NotifyAnswer, NotifyDoor } from './notify-client';
import { Pace } from './pace';

/** With ten seconds for each answer, all of it is over before the sender's lease is. */
const TRIES = 3;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 5_000;

const AT_ONCE_MOST = 10;

/** It is delivered, or will be. */
const UNDER_WAY = ['created', 'sending', 'pending', 'sent', 'delivered'];

/**
 * E-mail by GOV.UK Notify. It has no key that makes a repetition harmless, so the message id is its `reference`, and
 * before anything is handed over again Notify is asked for it; when it cannot say, nothing is repeated.
 */
export class NotifyMailer extends Mailer {
  readonly isSetUp = true;
  override readonly atOnce: number;
  private readonly door: NotifyDoor;
  private readonly pace: Pace;

  constructor(settings: NotifySettings) {
    super();
    this.door = new NotifyDoor(settings);
    this.pace = new Pace(settings.mostPerMinute);
    // As many as leave within a second, so that none waits long for its turn.
    this.atOnce = Math.max(1, Math.min(AT_ONCE_MOST, Math.floor(settings.mostPerMinute / 60)));
  }

  async send(message: Message): Promise<void> {
    let mayBeThere = message.isFirstAttempt !== true;
    for (let attempt = 1; ; attempt += 1) {
      if (mayBeThere && (await this.isThere(message.messageId))) return;
      await this.pace.turn();
      const { subject, text } = message;
      const answer = await this.door.sendEmail(message.to, message.messageId, { subject, message: text });
      if (answer.status >= 200 && answer.status < 300) return;
      if (!isPassing(answer)) throw refusalOf(answer);
      if (attempt === TRIES) throw new MailAway(wordsOf(answer));
      // 429 says that it was not taken; a 5xx or silence says nothing.
      mayBeThere ||= answer.status !== 429;
      await delay(waitAfter(attempt, answer));
    }
  }

  /** @throws MailRefused when Notify knows that the address takes nothing, MailAway when it does not say */
  private async isThere(reference: string): Promise<boolean> {
    const answer = await this.door.byReference(reference);
    if (answer.status !== 200) throw new MailAway(`not repeated unasked: ${wordsOf(answer)}`);
    const statuses = statusesIn(answer.body);
    if (statuses.some((status) => UNDER_WAY.includes(status))) return true;
    if (statuses.includes('permanent-failure')) throw new MailRefused('notify permanent-failure', undefined, true);
    return false;
  }
}

const isPassing = ({ status }: NotifyAnswer): boolean => status === 0 || status === 429 || status >= 500;

const wordsOf = ({ status, error }: NotifyAnswer): string =>
  ['notify', status === 0 ? 'no answer' : String(status), error].filter((word) => word !== '').join(' ');

/** 401 and 403 are about the key, so about every message; 400 is about this one. */
const refusalOf = (answer: NotifyAnswer): Error =>
  answer.status === 400
    ? new MailRefused(wordsOf(answer), undefined, answer.isAboutAddress)
    : new MailAway(wordsOf(answer));

const waitAfter = (attempt: number, { retryAfterSeconds }: NotifyAnswer): number =>
  Math.min(
    Math.max(retryAfterSeconds * 1_000, FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1)),
    LONGEST_WAIT_MILLISECONDS,
  );

function statusesIn(body: unknown): string[] {
  const found: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'notifications') : undefined;
  if (!Array.isArray(found)) throw new MailAway('notify answered without a list');
  return found.map((one: unknown) =>
    typeof one === 'object' && one !== null ? String(Reflect.get(one, 'status')) : '',
  );
}
