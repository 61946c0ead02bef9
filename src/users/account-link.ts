import { createHash, randomBytes } from 'node:crypto';

export type AccountLinkKind = 'invitation' | 'password_reset';

/** An invited person may be on leave; a reset is asked for by somebody who sits there waiting. */
export const HOURS_VALID: Record<AccountLinkKind, number> = { invitation: 72, password_reset: 1 };
/** What follows a link: the worker makes the secret when it mails it, so that it stands in no table and no queue. */
export const ACCOUNT_LINK_ASKED = 'account_link.asked';

export const newLinkToken = (): string => randomBytes(32).toString('base64url');
export const linkHash = (token: string): Buffer => createHash('sha256').update(token).digest();
