import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { ensureAdministrator } from './administrators';
import { loadUser } from './load-user';
import { User } from './user.entity';

interface Enablement {
  userId: string;
  version: number;
  reason: string;
}

/** The account works again, with the password and second factor it had; they sign in anew. */
@Injectable()
export class EnableUser {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, { userId, version, reason }: Enablement, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        ensureAdministrator(tx);
        const user = await loadUser(tx, userId);
        await tx.change(User, { id: user.id, version }, { status: 'active', disabledReason: null });
        await tx.audit({ act: 'user.enabled', subjectType: 'user', subjectId: user.id, fields: ['status'], reason });
        return { id: user.id };
      },
      submission,
    );
  }
}
