import type { Transaction } from '../platform/database';
import { AddedAlready } from './plan.errors';
import type { TakenPlan } from './take-plan';

const same = (table: string, by: string, at: string): string =>
  `SELECT 1 FROM ${table} t WHERE t.individual_id = $1 AND t.${by} = $2 AND t.${at} > $3::timestamptz - interval '10 minutes'
      AND to_jsonb(t) @> $4::jsonb LIMIT 1`;

const SAME = {
  plan_entries: same('plan_entries', 'author_id', 'recorded_at'),
  plan_risks: same('plan_risks', 'recorded_by', 'recorded_at'),
  plan_goals: same('plan_goals', 'recorded_by', 'recorded_at'),
  plan_contingencies: same('plan_contingencies', 'recorded_by', 'recorded_at'),
  linked_plans: same('linked_plans', 'recorded_by', 'recorded_at'),
  actions: same('actions', 'created_by', 'created_at'),
};

/**
 * Going back to a form fetches it anew, since no page is stored, with a new submission and the plan's new version, and the browser
 * puts back what was typed: no token tells the second sending from a first. The same words by the same person within ten minutes do.
 * @param columns what was written, by the columns of the table
 */
export async function refuseAddedAlready(
  tx: Transaction,
  plan: TakenPlan,
  table: keyof typeof SAME,
  columns: Record<string, unknown>,
): Promise<void> {
  const values = [plan.individualId, tx.actor.userId, tx.now, JSON.stringify(columns)];
  if ((await tx.query(SAME[table], values)).length > 0) throw new AddedAlready();
}
