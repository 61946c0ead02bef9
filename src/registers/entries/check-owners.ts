import type { Transaction } from '../../platform/database';
import { Invalid } from '../../shared/errors';

/** @throws Invalid for an agency that is not there or no longer active */
export async function checkAgency(tx: Transaction, agencyId: string): Promise<void> {
  const known = await tx.query(`SELECT 1 FROM agencies WHERE id = $1 AND is_active AND kind <> 'partnership'`, [
    agencyId,
  ]);
  if (known.length === 0) throw new Invalid([{ field: 'agencyId', message: 'Select an agency from the list' }]);
}

/** @throws Invalid for anybody who could not read the register or be reminded of it */
export async function checkOwners(tx: Transaction, ownerIds: string[], field: 'ownerIds' | 'ownerId'): Promise<void> {
  const known = await tx.query(
    `SELECT 1 FROM users WHERE id = ANY ($1::uuid[]) AND status = 'active'
        AND roles && ARRAY['manager','panel_member','panel_chair']`,
    [ownerIds],
  );
  if (known.length === new Set(ownerIds).size) return;
  throw new Invalid([{ field, message: 'Select people from the list' }]);
}
