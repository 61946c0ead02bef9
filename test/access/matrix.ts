/**
 * Who may do what with a record: the document of rights. Reviewed by hand; `matrix.test.ts` knocks at every route of the
 * live router and asserts what stands here. Change a line here first, with somebody who answers for the young people.
 *
 * Who: everybody has one role and stands in one relation to the record.
 *   works          named on the case (lead professional, plan owner, practitioner)
 *   agency         of an agency that works the case, but not named on it
 *   panel          sits on the panel of its cohort
 *   made it        referred them in, or made a part of the record, and has no part in it now
 *   other agency   works another case, in an agency that is not on this one
 *   ended          was named on it or sat on its panel until some weeks ago
 *   none           nothing to do with it
 *   grant          opened it urgently (break-glass), an hour is left
 *   named          one of the named people of the restricted record (in the restricted state only)
 *
 * State: normal; restricted (whoever works it, its agencies and its panel are NOT named); closed (plan closed, out of the cohort).
 *
 * How to read a line: `may` lists, state by state, "role role: relation, relation". Whoever is not listed there:
 *   a role that the route does not admit (test/architecture/route-census.ts)  -> forbidden, whatever the relation
 *   somebody who sees the record (SEES)                                       -> forbidden (they read it: read only)
 *   everybody else                                                            -> not found, exactly as if it were not there
 * An analyst, somebody of governance or an administrator opens no case in any relation: no line names them.
 */
import { DECISIONS } from './matrix-decisions';
import { PEOPLE } from './matrix-people';
import { WORK } from './matrix-work';
import type { Line } from './rights';

export const MATRIX: Line[] = [...WORK, ...PEOPLE, ...DECISIONS];
