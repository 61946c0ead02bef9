import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';

type DatedTable = 'individual_addresses' | 'individual_education' | 'individual_statuses';

/** Ends what stood until now, from the day on which something else is true. `kind` narrows statuses to one of their kinds. */
export async function endEarlier(
  tx: Transaction,
  table: DatedTable,
  { individualId, untilOn, kind }: { individualId: string; untilOn: Day; kind?: string },
): Promise<void> {
  const narrowed = kind === undefined ? '' : ' AND kind = $3';
  const values = kind === undefined ? [individualId, untilOn] : [individualId, untilOn, kind];
  await tx.query(
    `UPDATE ${table} SET until_on = $2, version = version + 1
      WHERE individual_id = $1${narrowed} AND until_on IS NULL AND withdrawn_at IS NULL
        AND (from_on IS NULL OR from_on <= $2::date)`,
    values,
  );
}

/** @throws Invalid for a first day that has not come */
export function refuseDayToCome(tx: Transaction, fromOn: Day | null | undefined): void {
  if (fromOn != null && fromOn > tx.today) {
    throw new Invalid([{ field: 'fromOn', message: 'The first day must be today or in the past' }]);
  }
}
