import type { Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';

/** The decision about a person that nobody has made, as a verb needs it. */
export interface OwedDecision {
  id: string;
  version: number;
  dueOn: Day;
}

/** The one that is due first, or undefined when none is owed within the actor's sight. */
export async function owedDecision(tx: Transaction, individualId: string): Promise<OwedDecision | undefined> {
  const [first] = await owedDecisions(tx, individualId);
  return first;
}

/** Joining two records can leave several: one decision answers them all. */
export const owedDecisions = (tx: Transaction, individualId: string): Promise<OwedDecision[]> =>
  tx.query<OwedDecision>(
    `SELECT d.id, d.version, d.due_on AS "dueOn" FROM cohort_decisions_owed d JOIN individuals i ON i.id = d.individual_id
      WHERE d.individual_id = $1 AND i.access_keys && $2::uuid[] ORDER BY d.due_on, d.id`,
    [individualId, tx.actor.accessKeys],
  );
