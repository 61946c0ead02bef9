import type { Role } from '../../src/platform/access';
import { ROUTES } from '../architecture/route-census';
import { MATRIX } from './matrix';
import { type Line, SEES } from './rights';
import { type Outcome, type Relation, type State, STATES } from './vocabulary';
import type { Person } from './world-people';

/** One cell of the matrix: what this person is answered here. */
export interface Cell {
  line: Line;
  route: string;
  state: State;
  person: Person;
  expected: Outcome;
}

/** "role role: relation, relation | relation" — a part without a role is about every role. */
export function says(rights: string | undefined, role: Role, relation: Relation): boolean {
  return (rights ?? '').split('|').some((part) => {
    const [first = '', second] = part.split(':');
    const roles = second === undefined ? undefined : first.trim().split(/\s+/);
    const relations = (second ?? first).split(',').map((name) => name.trim());
    return (roles === undefined || roles.includes(role)) && relations.includes(relation);
  });
}

export function expectedOf(line: Line, route: string, state: State, { role, relation }: Person): Outcome {
  const admitted = ROUTES[route];
  if (admitted === undefined || admitted === 'public') throw new Error(`${route} is no route of a record.`);
  if (!admitted.includes(role)) return 'forbidden';
  if (says(line.may[state], role, relation)) return 'allowed';
  const sees = says(SEES[state], role, relation) && !says(line.hidden?.[state], role, relation);
  return sees ? 'forbidden' : 'not found';
}

/** Every cell. Being named means something on a restricted record alone. */
export function allCells(people: Person[], lines = MATRIX): Cell[] {
  return lines.flatMap((line) =>
    line.routes.flatMap((route) =>
      STATES.flatMap((state) =>
        people
          .filter(({ relation }) => relation !== 'named' || state === 'restricted')
          .map((person) => ({ line, route, state, person, expected: expectedOf(line, route, state, person) })),
      ),
    ),
  );
}

/**
 * What `npm test` asserts. Of every route: every cell where somebody admitted is let in or sees and may not; and of those
 * who are told that nothing is there, and of those the route does not admit, one of each role in each state, another
 * relation at each route, so that in a line of some routes each relation has its turn. All cells: `npm run proof:access`.
 */
export function coveringCells(people: Person[], lines = MATRIX): Cell[] {
  const turn = new Map<string, number>();
  const kept: Cell[] = [];
  const groups = new Map<string, Cell[]>();
  for (const cell of allCells(people, lines)) {
    const isAdmitted = ROUTES[cell.route]?.includes(cell.person.role) ?? false;
    if (isAdmitted && cell.expected !== 'not found') kept.push(cell);
    else {
      const key = [cell.route, cell.state, cell.person.role].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), cell]);
    }
  }
  for (const [key, cells] of groups) {
    const role = key.split(' ').at(-1) ?? '';
    const at = turn.get(role) ?? 0;
    turn.set(role, at + 1);
    const cell = cells[at % cells.length];
    // Floor one is the census's; here one state shows that no relation opens it.
    if (cell && (cell.expected === 'not found' || cell.state === 'normal')) kept.push(cell);
  }
  return kept;
}

/** Of every line one page, one address of the API and two writes: enough where one floor of access is asked alone. */
export function fewRoutes(lines = MATRIX): Line[] {
  return lines.map((line) => {
    const of = (pattern: RegExp, many: number): string[] =>
      line.routes.filter((route) => pattern.test(route)).slice(0, many);
    const reads = [...of(/^GET \/(?!api)/, 1), ...of(/^GET \/api/, 1)];
    return { ...line, routes: [...reads, ...of(/^(?!GET)\w+ \/(?!api)/, 1), ...of(/^(?!GET)\w+ \/api/, 1)] };
  });
}

/** Whether the keys of the database open the record to them, whatever a role may do with it there. */
export function hasKey({ role, relation }: Person, state: State): boolean {
  // Who works no cases carries no key, whatever they are named on; a grant ends with the role that it was given to.
  const worksCases = ['practitioner', 'manager', 'panel_member', 'panel_chair'].includes(role);
  if (!worksCases) return false;
  if (state === 'restricted') return relation === 'named';
  if (relation === 'agency') return role === 'manager';
  if (relation === 'panel') return state === 'normal' && ['panel_member', 'panel_chair'].includes(role);
  if (relation === 'grant') return ['practitioner', 'manager'].includes(role);
  return relation === 'works';
}
