import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Actors, KnownDevices, PasswordRules, Passwords } from '../platform/auth';
import { Reader, type Transaction, Transactions } from '../platform/database';
import { Clock } from '../shared/clock';
import { Invalid, NotFound } from '../shared/errors';
import { type AccountLinkKind, HOURS_VALID, linkHash, newLinkToken } from './account-link';

export interface LinkHolder {
  userId: string;
  kind: AccountLinkKind;
  email: string;
  displayName: string;
}

interface HolderRow {
  user_id: string;
  kind: AccountLinkKind;
  email: string;
  display_name: string;
}

/**
 * At most so many mails in an hour, however often somebody who says they forgot a password asks for them. What an administrator has
 * sent is no part of it: three requests of a stranger would keep the way in that is left from whoever is locked out.
 */
const MOST_RESETS_AN_HOUR = 3;

interface LinkRow {
  kind: AccountLinkKind;
  user_id: string | null;
  asked_email: string | null;
  /** The service itself, for somebody who says they forgot their password. */
  made_by: string;
}

/** One-time links by which a person, and nobody for them, chooses a password. They sign nobody in. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly actors: Actors,
    private readonly passwords: Passwords,
    private readonly rules: PasswordRules,
    private readonly devices: KnownDevices,
    private readonly clock: Clock,
  ) {}

  /** Whose link it is. @throws NotFound when it was used, replaced, has expired or never was */
  async holder(token: string): Promise<LinkHolder> {
    const [row] = await this.reader.lookUp<HolderRow>({
      name: 'account-link-holder',
      text: 'SELECT * FROM account_link_holder($1, $2)',
      values: [linkHash(token), this.clock.now()],
    });
    if (!row) throw new NotFound();
    return { userId: row.user_id, kind: row.kind, email: row.email, displayName: row.display_name };
  }

  /**
   * The new password, once. Sessions and tokens of before end; the second factor stays what it was and is asked for at sign-in.
   * The browser it is chosen in is known from now on, for its passwords: whoever tries the account elsewhere shuts nobody out here.
   * @returns what that browser shows to be known by
   * @throws Invalid with the rule that the password breaks, NotFound as above
   */
  async choosePassword(token: string, password: string, devices: readonly string[] = []): Promise<string[]> {
    const holder = await this.holder(token);
    const refusal = this.rules.refusal(password, { email: holder.email, name: holder.displayName });
    if (refusal) throw new Invalid([{ field: 'password', message: refusal }]);
    const hash = await this.passwords.hash(password);
    const actor = await this.actors.load(holder.userId);
    if (!actor) throw new NotFound();
    return this.transactions.act(actor, async (tx) => {
      const [used] = await tx.query<{ used: string | null }>('SELECT use_account_link($1, $2, $3) AS used', [
        linkHash(token),
        tx.now,
        hash,
      ]);
      if (!used?.used) throw new NotFound();
      // Whoever knew the old password may have made a token with it: those of integrations end too, and are made anew.
      await tx.query('SELECT end_access_of($1, $2)', [actor.userId, tx.now]);
      await tx.audit({ act: 'user.password_chosen', subjectType: 'user', subjectId: actor.userId });
      return this.devices.remember(tx, devices, 'by link');
    });
  }

  /** Makes the secret of a link, for the mail alone; a second call replaces the first. Undefined: nothing is to be sent. */
  async arm(linkId: string): Promise<{ token: string; to: string; kind: AccountLinkKind } | undefined> {
    const token = newLinkToken();
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [link] = await tx.query<LinkRow>(
        'SELECT kind, user_id, asked_email, made_by FROM account_links WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL FOR UPDATE',
        [linkId],
      );
      if (!link) return undefined;
      const [person] = await tx.query<{ id: string; email: string }>(
        `SELECT id, email FROM users WHERE status = 'active' AND (id = $1 OR lower(email) = lower($2))
            AND NOT (single_sign_on_only AND $3 = 'password_reset')`,
        [link.user_id, link.asked_email, link.kind],
      );
      const isForgotten = link.kind === 'password_reset' && link.made_by === tx.actor.userId;
      if (!person || (isForgotten && (await wasAskedOften(tx, person.id, linkId)))) {
        await tx.query('UPDATE account_links SET ended_at = $2, asked_email = NULL WHERE id = $1', [linkId, tx.now]);
        return undefined;
      }
      await tx.query(
        'UPDATE account_links SET user_id = $2, asked_email = NULL, token_hash = $3, expires_at = $4 WHERE id = $1',
        [linkId, person.id, linkHash(token), new Date(tx.now.getTime() + HOURS_VALID[link.kind] * 3_600_000)],
      );
      return { token, to: person.email, kind: link.kind };
    });
  }
}

async function wasAskedOften(tx: Transaction, userId: string, linkId: string): Promise<boolean> {
  const [row] = await tx.query<{ often: boolean }>(
    `SELECT count(*) >= $3 AS often FROM account_links
      WHERE user_id = $1 AND id <> $2 AND kind = 'password_reset' AND made_by = $5 AND made_at > $4::timestamptz - interval '1 hour'`,
    [userId, linkId, MOST_RESETS_AN_HOUR, tx.now, tx.actor.userId],
  );
  return row?.often ?? false;
}
