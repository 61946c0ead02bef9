import type { Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { NoMethodInForce } from './method.errors';

/** What a decision needs of the version in force. */
export interface MethodInForce {
  id: string;
  validationMonths: number;
  inForceFrom: Day | null;
  criterionIds: string[];
}

export async function methodInForce(tx: Transaction): Promise<MethodInForce | undefined> {
  const [row] = await tx.query<MethodInForce>(
    `SELECT m.id, m.validation_months AS "validationMonths", m.in_force_from AS "inForceFrom",
            ARRAY(SELECT c.id FROM identification_criteria c WHERE c.method_id = m.id AND NOT c.is_left_out ORDER BY c.position) AS "criterionIds"
       FROM identification_methods m WHERE m.status = 'in_force'`,
  );
  return row;
}

/**
 * The version in force, once the criteria are known to be its own.
 * @throws NoMethodInForce when there is none
 * @throws Invalid for a criterion of another version: the page may have been open while a new one came into force
 */
export async function methodOf(tx: Transaction, criteriaMet: string[]): Promise<MethodInForce> {
  const method = await methodInForce(tx);
  if (!method) throw new NoMethodInForce();
  if (criteriaMet.every((id) => method.criterionIds.includes(id))) return method;
  const message = 'Select criteria of the version in force. It may have changed: open this page again';
  throw new Invalid([{ field: 'criteriaMet', message }]);
}
