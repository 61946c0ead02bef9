import type { Transaction } from '../../platform/database';

/** Puts what waits for a panel on its next planned agenda; where none is planned it goes on waiting. */
export async function landEscalations(tx: Transaction, panelId: string): Promise<void> {
  await tx.query('SELECT land_escalations($1, $2, $3)', [panelId, tx.today, tx.now]);
}
