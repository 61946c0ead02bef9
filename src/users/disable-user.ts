import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { ensureAdministrator, ensureAdministratorRemains, NotUponOneself } from './administrators';
import { loadUser } from './load-user';
import { User } from './user.entity';

interface Disablement {
  userId: string;
  version: number;
  reason: string;
}

/** An account was ended. Published in the transaction that ends it: somebody must hand on what the person holds. */
export class AccountEnded {
  constructor(readonly userId: string) {}
}

/** Ends every session, token and open link with the account, so that enabling it later revives none of them. */
@Injectable()
export class DisableUser {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, { userId, version, reason }: Disablement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        ensureAdministrator(tx);
        await ensureAdministratorRemains(tx, userId);
        const user = await loadUser(tx, userId);
        if (user.id === tx.actor.userId) throw new NotUponOneself();
        await tx.change(User, { id: user.id, version }, { status: 'disabled', disabledReason: reason });
        await tx.query('SELECT end_access_of($1, $2)', [user.id, tx.now]);
        await tx.query(
          'UPDATE account_links SET ended_at = $2, token_hash = NULL, expires_at = NULL WHERE user_id = $1 AND used_at IS NULL AND ended_at IS NULL',
          [user.id, tx.now],
        );
        await tx.publish(new AccountEnded(user.id));
        await tx.audit({ act: 'user.disabled', subjectType: 'user', subjectId: user.id, fields: ['status'], reason });
        await tx.announce('user.disabled', user.id);
        return { id: user.id };
      },
      submission,
    );
  }
}
