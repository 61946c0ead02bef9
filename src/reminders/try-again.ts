import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { NotAllowed, NotFound } from '../shared/errors';

/** A reminder that was given up is owed again, and its recipient's address is believed again. */
@Injectable()
export class TryAgain {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotFound when it did not fail, or no longer */
  run(actor: Actor, id: string, submission?: Submission): Promise<{ id: string }> {
    if (!hasRole(actor, 'administrator')) throw new NotAllowed();
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound();
    return this.transactions.act(
      actor,
      async (tx) => {
        const [row] = await tx.query<{ recipient_id: string | null }>('SELECT try_reminder_again($1) AS recipient_id', [
          id,
        ]);
        if (!row?.recipient_id) throw new NotFound();
        await tx.query(
          'UPDATE address_bounces SET cleared_at = $2, cleared_by = $3 WHERE user_id = $1 AND cleared_at IS NULL',
          [row.recipient_id, tx.now, tx.actor.userId],
        );
        await tx.audit({ act: 'reminder.tried_again', subjectType: 'reminder', subjectId: id });
        await tx.announce('user.changed', row.recipient_id);
        return { id };
      },
      submission,
    );
  }
}
