import type { Transaction } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';

export interface LoadedActivity {
  id: string;
  agencyId: string;
  ownerIds: string[];
}

/** @throws NotFound when it is not there or not the actor's to read */
export async function loadActivity(tx: Transaction, id: string): Promise<LoadedActivity> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<LoadedActivity>(
    `SELECT id, agency_id AS "agencyId", owner_ids AS "ownerIds" FROM strategy_activities WHERE id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}
