import { createHmac, timingSafeEqual } from 'node:crypto';
import { newId } from '../../shared/ids';

/**
 * The hidden id of a form: whose page it stood on, a new id, and our signature over both. Only a form that we gave to a
 * person is kept for that person when their session has ended; nobody can have one kept in another's name.
 */
export class SubmissionIds {
  constructor(private readonly secret: string) {}

  issue(userId: string): string {
    const signed = `${userId}.${newId()}`;
    return `${signed}.${this.signatureOf(signed)}`;
  }

  /**
   * Whose form it is, or undefined when we did not make it. A form that is sent while its page stays open has a mark of its
   * own behind the id (`…~entry`), since the other forms of the page are still to be sent with it.
   */
  ownerOf(submissionId: unknown): string | undefined {
    if (typeof submissionId !== 'string') return undefined;
    const [id = ''] = submissionId.split('~');
    const end = id.lastIndexOf('.');
    const signed = id.slice(0, Math.max(end, 0));
    const given = Buffer.from(id.slice(end + 1));
    const ours = Buffer.from(this.signatureOf(signed));
    if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
    return signed.split('.')[0] || undefined;
  }

  private signatureOf(signed: string): string {
    return createHmac('sha256', this.secret).update(`submission ${signed}`).digest('base64url');
  }
}
