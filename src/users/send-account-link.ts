import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM_ACTOR } from '../platform/access';
import { type Caller, Limits } from '../platform/auth';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict } from '../shared/errors';
import { newId } from '../shared/ids';
import { ACCOUNT_LINK_ASKED, type AccountLinkKind } from './account-link';
import { ensureAdministrator } from './administrators';
import { loadUser } from './load-user';

class AccountDisabled extends Conflict {
  constructor() {
    super('This account is disabled. Enable it first.');
  }
}

interface AskedLink {
  userId: string;
  kind: AccountLinkKind;
  /** False only for the command that prints the first administrator's. */
  isMailed?: boolean;
}

/** Has a one-time link mailed to a person. Whoever asks never sees it: with it they could choose the password. */
@Injectable()
export class SendAccountLink {
  constructor(
    private readonly transactions: Transactions,
    private readonly limits: Limits,
  ) {}

  run(actor: Actor, link: { userId: string; kind: AccountLinkKind }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, link), submission);
  }

  /** Ends the links of before: the newest mail is the one that works. */
  async within(tx: Transaction, { userId, kind, isMailed = true }: AskedLink): Promise<{ id: string }> {
    ensureAdministrator(tx);
    const user = await loadUser(tx, userId);
    if (user.status !== 'active') throw new AccountDisabled();
    await tx.query(
      'UPDATE account_links SET ended_at = $2, token_hash = NULL, expires_at = NULL WHERE user_id = $1 AND used_at IS NULL AND ended_at IS NULL',
      [user.id, tx.now],
    );
    const id = newId();
    await tx.query('INSERT INTO account_links (id, kind, user_id, made_by, made_at) VALUES ($1, $2, $3, $4, $5)', [
      id,
      kind,
      user.id,
      tx.actor.userId,
      tx.now,
    ]);
    if (isMailed) await tx.announce(ACCOUNT_LINK_ASKED, id);
    await tx.audit({ act: `user.${kind}_sent`, subjectType: 'user', subjectId: user.id });
    return { id };
  }

  /**
   * Somebody says they forgot their password. The same is written whoever they are, and the worker looks for the account
   * afterwards, so that neither the answer nor its time says whether there is one.
   * @throws TooManyTries after so many from one place; how many mails an account gets is the worker's to limit
   */
  async forgotten(email: string, caller: Caller): Promise<void> {
    await this.limits.take('link', { account: email.trim().toLowerCase(), address: caller.address ?? '' });
    await this.transactions.act({ ...SYSTEM_ACTOR, ...caller }, async (tx) => {
      const id = newId();
      await tx.query(
        `INSERT INTO account_links (id, kind, asked_email, made_by, made_at) VALUES ($1, 'password_reset', $2, $3, $4)`,
        [id, email.trim(), tx.actor.userId, tx.now],
      );
      await tx.announce(ACCOUNT_LINK_ASKED, id);
    });
  }
}
