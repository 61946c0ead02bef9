import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { type FieldProblem, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';

export interface ScreenedIndividual {
  accessKeys: string[];
  dateOfBirth: Day | null;
  problemsOfDay(screenedOn: Day, today: Day): FieldProblem[];
}

/**
 * The individual, as far as a screening needs to know them.
 * @throws NotFound when not there or not the actor's to see
 */
export async function screenedIndividual(tx: Transaction, individualId: string): Promise<ScreenedIndividual> {
  if (!isId(individualId)) throw new NotFound();
  const [row] = await tx.query<{ access_keys: string[]; date_of_birth: Day | null }>(
    'SELECT access_keys, date_of_birth FROM individuals WHERE id = $1 AND access_keys && $2::uuid[]',
    [individualId, tx.actor.accessKeys],
  );
  if (!row) throw new NotFound();
  const { access_keys: accessKeys, date_of_birth: dateOfBirth } = row;
  const problemsOfDay = (screenedOn: Day, today: Day): FieldProblem[] => {
    const problem = (message: string) => [{ field: 'screenedOn', message }];
    if (screenedOn > today) return problem('The day of the screening must be today or in the past');
    if (dateOfBirth !== null && screenedOn < dateOfBirth) {
      return problem('The day of the screening must be after their date of birth');
    }
    return [];
  };
  return { accessKeys, dateOfBirth, problemsOfDay };
}
