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

  /** Whose form it is, or undefined when we did not make it. */
  ownerOf(submissionId: unknown): string | undefined {
    if (typeof submissionId !== 'string') return undefined;
    const end = submissionId.lastIndexOf('.');
    const signed = submissionId.slice(0, Math.max(end, 0));
    const given = Buffer.from(submissionId.slice(end + 1));
    const ours = Buffer.from(this.signatureOf(signed));
    if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
    return signed.split('.')[0] || undefined;
  }

  private signatureOf(signed: string): string {
    return createHmac('sha256', this.secret).update(`submission ${signed}`).digest('base64url');
  }
}
