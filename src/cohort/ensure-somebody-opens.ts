import type { Transaction } from '../platform/database';
import { Invalid } from '../shared/errors';
import type { ExitReason } from './cohort-words';
import type { CurrentMembership } from './current-membership';

/**
 * With the period the panel's key to the record ends. What is left are the people and agencies named on the case, whoever a
 * restricted record names, and the panel that owes the decision again: without any of them no account could open the record.
 * @throws Invalid
 */
export async function ensureSomebodyOpens(
  tx: Transaction,
  { id, individualId }: CurrentMembership,
  exitReason: ExitReason,
): Promise<void> {
  const opens = await tx.query(
    `SELECT 1 FROM individuals i WHERE i.id = $1 AND CASE WHEN i.is_restricted THEN cardinality(i.restricted_to) > 0 ELSE
            EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL)
         OR ($3 AND decision_of_entry($2) IS NOT NULL) END`,
    [individualId, id, exitReason === 'entered_in_error'],
  );
  if (opens.length > 0) return;
  throw new Invalid([{ field: 'exitReason', message: NOBODY_LEFT }]);
}

const NOBODY_LEFT = 'Name a lead professional or an agency first: nobody could open the record afterwards';
