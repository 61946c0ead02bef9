import type { Transaction } from '../../platform/database';

/** Who leads one of these records or owns its plan now, each once. */
export async function leadsOf(tx: Transaction, individualIds: string[]): Promise<string[]> {
  const rows = await tx.query<{ user_id: string }>(
    `SELECT DISTINCT a.user_id FROM assignments a
      WHERE a.individual_id = ANY ($1::uuid[]) AND a.ended_at IS NULL AND a.kind IN ('lead_professional','plan_owner') ORDER BY a.user_id`,
    [individualIds],
  );
  return rows.map(({ user_id }) => user_id);
}
