import type { Transaction } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { LineIsClosed } from '../register.errors';

export interface LoadedRisk {
  id: string;
  agencyId: string;
  ownerIds: string[];
}

/** @throws NotFound when it is not there; LineIsClosed when it was closed */
export async function loadOpenRisk(tx: Transaction, id: string): Promise<LoadedRisk> {
  if (!isId(id)) throw new NotFound();
  const [row] = await tx.query<LoadedRisk & { isClosed: boolean }>(
    `SELECT id, agency_id AS "agencyId", ARRAY[owner_id] AS "ownerIds", closed_on IS NOT NULL AS "isClosed"
       FROM strategic_risks WHERE id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  if (row.isClosed) throw new LineIsClosed();
  return row;
}
