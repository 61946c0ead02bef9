import type { Transaction } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { choosableVisibilities, type ItemVisibility, type Visibility } from './visibility';

export interface KeptTo {
  visibility: Visibility;
  visibleTo: string[];
  mayBePassedOn?: boolean;
}

/**
 * Whom a new item is for, checked: an agency keeps things to itself, or to agencies that are on the case with it.
 * @throws Invalid naming the field
 */
export async function keptTo(tx: Transaction, individualId: string, item: ItemVisibility): Promise<KeptTo> {
  const visibility = item.visibility ?? 'all_agencies';
  if (!choosableVisibilities(tx.actor.agencyKind).includes(visibility)) {
    throw new Invalid([{ field: 'visibility', message: 'Only that agency can keep something to itself' }]);
  }
  const passing = item.mayBePassedOn === undefined ? {} : { mayBePassedOn: item.mayBePassedOn };
  if (visibility !== 'named_agencies') return { visibility, visibleTo: [], ...passing };
  const others = [...new Set(item.visibleTo ?? [])].filter((id) => id !== tx.actor.agencyId);
  if (!others.every(isId) || !(await areOnTheCase(tx, individualId, others))) {
    throw new Invalid([{ field: 'visibleTo', message: 'Select agencies that are on the case' }]);
  }
  return { visibility, visibleTo: [tx.actor.agencyId, ...others], mayBePassedOn: false };
}

async function areOnTheCase(tx: Transaction, individualId: string, agencies: string[]): Promise<boolean> {
  if (agencies.length === 0) return true;
  const [found] = await tx.query<{ n: number }>(
    `SELECT count(DISTINCT agency_id) AS n FROM assignments
      WHERE individual_id = $1 AND ended_at IS NULL AND agency_id = ANY ($2)`,
    [individualId, agencies],
  );
  return found?.n === agencies.length;
}
