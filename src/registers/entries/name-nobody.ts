import { ensureNamesNobody } from '../../individuals';
import type { Transaction } from '../../platform/database';

/**
 * Refuses a line of a register whose words may name somebody in a case whom the writer sees: analysts read the registers, and they stand in
 * the quarterly report. @throws Invalid at the field
 */
export const nameNobody = (tx: Transaction, fields: object): Promise<void> =>
  ensureNamesNobody(
    tx,
    Object.fromEntries(
      Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  );
