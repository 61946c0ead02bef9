import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';

type DatedTable = 'individual_addresses' | 'individual_education' | 'individual_statuses';

const ENDED = (table: DatedTable, more = ''): string => `
  UPDATE ${table} SET until_on = $2, version = version + 1
   WHERE individual_id = $1 AND until_on IS NULL AND withdrawn_at IS NULL AND (from_on IS NULL OR from_on <= $2::date)${more}`;
const OF_ONE_KIND = ENDED('individual_statuses', ' AND kind = $3');

/** Ends what stood until now, from the day on which something else is true. */
export async function endEarlier(
  tx: Transaction,
  table: 'individual_addresses' | 'individual_education',
  { individualId, untilOn }: { individualId: string; untilOn: Day },
): Promise<void> {
  const text = ENDED(table);
  await tx.query(text, [individualId, untilOn]);
}

/** The same for the status of one kind. */
export async function endEarlierStatus(
  tx: Transaction,
  { individualId, kind, untilOn }: { individualId: string; kind: string; untilOn: Day },
): Promise<void> {
  await tx.query(OF_ONE_KIND, [individualId, untilOn, kind]);
}

/** @throws Invalid for a first day that has not come */
export function refuseDayToCome(tx: Transaction, fromOn: Day | null | undefined): void {
  if (fromOn != null && fromOn > tx.today) {
    throw new Invalid([{ field: 'fromOn', message: 'The first day must be today or in the past' }]);
  }
}
