import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { NotFound, Stale } from '../shared/errors';
import { isId } from '../shared/ids';
import { Absence } from './absence.entity';
import { ensureMayRecordAbsence } from './may-record-absence';

export interface AbsenceCancellation {
  id: string;
  /** The version the user saw. */
  version: number;
}

/** Ends an absence, or takes it back: from now on the person is told themselves again. */
@Injectable()
export class CancelAbsence {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, cancellation: AbsenceCancellation, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, cancellation), submission);
  }

  /** @throws Stale when it was changed or cancelled after the user saw it */
  async within(tx: Transaction, { id, version }: AbsenceCancellation): Promise<{ id: string }> {
    if (!isId(id)) throw new NotFound();
    const [absence] = await tx.query<{ userId: string; isCancelled: boolean }>(
      'SELECT user_id AS "userId", cancelled_at IS NOT NULL AS "isCancelled" FROM absences WHERE id = $1',
      [id],
    );
    if (!absence) throw new NotFound();
    await ensureMayRecordAbsence(tx, absence.userId);
    if (absence.isCancelled) throw new Stale();
    await tx.change(Absence, { id, version }, { cancelledAt: tx.now });
    await tx.audit({
      act: 'user.absence_cancelled',
      subjectType: 'user',
      subjectId: absence.userId,
      fields: ['cancelledAt'],
    });
    await tx.announce('user.changed', absence.userId);
    return { id };
  }
}
