import type { Transaction } from '../../platform/database';
import { NOTICE_MADE } from '../notices/tell';

/**
 * Tells everybody who claims to champion a family, and their managers, in the product now and by mail soon. Each is told about
 * their own case, so that nobody learns through which member another claimed. The database picks them: the actor may see none
 * of those records.
 */
export async function tellOfFamily(
  tx: Transaction,
  familyId: string,
  kind: 'family_contested' | 'family_settled',
): Promise<void> {
  const made = await tx.query<{ id: string }>('SELECT tell_of_family($1, $2, $3) AS id', [familyId, kind, tx.now]);
  for (const { id } of made) await tx.announce(NOTICE_MADE, id);
}
