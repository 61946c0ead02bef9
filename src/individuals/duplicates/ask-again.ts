import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { DuplicateDecision } from './duplicate-decision.entity';

export interface Reopening {
  oneId: string;
  otherId: string;
  because: string;
  version: number;
}

/** Opens again whether two records are of one person, after somebody had said they are not. */
@Injectable()
export class AskAgain {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, reopening: Reopening, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, reopening), submission);
  }

  async within(tx: Transaction, { oneId, otherId, because, version }: Reopening): Promise<{ id: string }> {
    if (!isId(oneId) || !isId(otherId)) throw new NotFound();
    const ids = [oneId, otherId].sort();
    for (const id of ids) {
      this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, id));
    }
    if (because.trim() === '') throw new Invalid([{ field: 'because', message: 'Enter why it should be asked again' }]);
    const [standing] = await tx.query<{ id: string }>(
      'SELECT id FROM duplicate_decisions WHERE lower_id = $1 AND higher_id = $2 AND reopened_at IS NULL',
      ids,
    );
    if (!standing) throw new NotFound();
    const { id } = standing;
    await tx.change(
      DuplicateDecision,
      { id, version },
      { reopenedAt: tx.now, reopenedBy: tx.actor.userId, reopenedBecause: because.trim() },
    );
    for (const individualId of ids) {
      await tx.audit({
        act: 'individual.asked_again_if_same',
        subjectType: 'duplicate_decision',
        subjectId: id,
        individualId,
      });
    }
    return { id };
  }
}
