import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid, NotFound, Stale } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { CannotMerge } from './duplicates.errors';
import { RecordsParted } from '../individual.events';
import { tell } from '../notices/tell';
import { leadsOf } from './leads-of';
import { refusalOf } from './refusal-of';

export interface Undoing {
  mergeId: string;
  version: number;
  because: string;
}

/** Takes two merged records apart: exactly what moved moves back, and what was added since stays, but for what belongs to a moved thing. */
@Injectable()
export class UndoMerge {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, undoing: Undoing, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, undoing), submission);
  }

  async within(tx: Transaction, { mergeId, version, because }: Undoing): Promise<{ id: string }> {
    if (!isId(mergeId)) throw new NotFound();
    const [merge] = await tx.query<{ survivorId: string; mergedId: string; version: number; isUndone: boolean }>(
      `SELECT survivor_id AS "survivorId", merged_id AS "mergedId", version, undone_at IS NOT NULL AS "isUndone"
         FROM record_merges WHERE id = $1`,
      [mergeId],
    );
    if (!merge) throw new NotFound();
    const survivor = await visibleIndividual(tx, merge.survivorId, true);
    this.rules.ensureMay(tx.actor, 'merge', 'Individual', survivor);
    if (because.trim() === '') throw new Invalid([{ field: 'because', message: 'Enter why they are two people' }]);
    if (merge.isUndone) throw new CannotMerge('undone');
    if (merge.version !== version) throw new Stale();
    await refusalOf(() => tx.query('SELECT undo_merge($1, $2, $3)', [mergeId, because.trim(), tx.now]));
    for (const individualId of [merge.survivorId, merge.mergedId]) {
      await tx.audit({ act: 'individual.merge_undone', subjectType: 'record_merge', subjectId: mergeId, individualId });
    }
    await tx.publish(new RecordsParted([merge.survivorId, merge.mergedId], mergeId));
    const leads = await leadsOf(tx, [merge.survivorId, merge.mergedId]);
    await tell(tx, { kind: 'merge_undone', individualId: merge.survivorId, recipients: leads });
    await tx.announce('individual.merged', merge.survivorId);
    return { id: mergeId };
  }
}
