import type { Transaction } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { namedPeopleProblem, type ProposedPerson } from '../domain/named-people';

/**
 * The chosen people, each once, as far as they can be named.
 * @throws Invalid when one of them cannot, or when they are too few
 */
export async function nameablePeople(tx: Transaction, chosen: readonly string[]): Promise<string[]> {
  const ids = [...new Set(chosen)];
  const people = ids.every(isId) ? await active(tx, ids) : [];
  const problem =
    people.length < ids.length ? 'Select people from the list: they must work cases here' : namedPeopleProblem(people);
  if (problem !== undefined) throw new Invalid([{ field: 'namedPeople', message: problem }]);
  return people.map(({ id }) => id);
}

const active = (tx: Transaction, ids: string[]): Promise<ProposedPerson[]> =>
  tx.query(
    `SELECT id, roles FROM users WHERE id = ANY ($1) AND status = 'active'
        AND roles && ARRAY['practitioner','manager','panel_member','panel_chair'] ORDER BY id`,
    [ids],
  );
