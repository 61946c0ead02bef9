/** The words in which the matrix says who: see matrix.ts for how they are read. */
import type { State } from './vocabulary';

export type Rights = Record<State, string>;

export interface Line {
  /** What one does, in words. */
  what: string;
  routes: string[];
  may: Rights;
  /** Who is refused openly (403) where they do not see the record by SEES, or are told 404 though they do. */
  hidden?: Partial<Rights>;
}

const PEOPLE_OF_THE_CASE = 'practitioner panel_member panel_chair: works | manager: works, agency';

/** Whoever sees that the record is there. Everybody else is told that it is not. */
export const SEES: Rights = {
  normal: `${PEOPLE_OF_THE_CASE} | panel_member panel_chair: panel | practitioner manager: grant`,
  restricted: 'practitioner manager panel_member panel_chair: named',
  closed: `${PEOPLE_OF_THE_CASE} | practitioner manager: grant`,
};

/** What the rules alone say of somebody who carries the key of a grant: the database gives it to practitioners and managers. */
export const SEES_BY_RULE: Rights = {
  normal: `${SEES.normal} | panel_member panel_chair: grant`,
  restricted: SEES['restricted'],
  closed: `${SEES.closed} | panel_member panel_chair: grant`,
};

/** Whoever plays a part in it: all of these but break-glass, which reads and changes nothing. */
export const PLAYS_A_PART: Rights = {
  normal: `${PEOPLE_OF_THE_CASE} | panel_member panel_chair: panel`,
  restricted: 'practitioner manager panel_member panel_chair: named',
  closed: PEOPLE_OF_THE_CASE,
};

export const WORKS_IT: Rights = {
  normal: 'practitioner manager: works',
  restricted: 'practitioner manager: named',
  closed: 'practitioner manager: works',
};

export const MANAGERS_AND_PANEL: Rights = {
  normal: 'manager: works, agency | panel_member panel_chair: works, panel',
  restricted: 'manager panel_member panel_chair: named',
  closed: 'manager: works, agency | panel_member panel_chair: works',
};

export const NOBODY = '';
