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
import type { State } from './vocabulary';

type Rights = Record<State, string>;

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
  normal: `${PEOPLE_OF_THE_CASE} | panel_member panel_chair: panel | practitioner manager panel_member panel_chair: grant`,
  restricted: 'practitioner manager panel_member panel_chair: named',
  closed: `${PEOPLE_OF_THE_CASE} | practitioner manager panel_member panel_chair: grant`,
};

/** Whoever plays a part in it: all of these but break-glass, which reads and changes nothing. */
const PLAYS_A_PART: Rights = {
  normal: `${PEOPLE_OF_THE_CASE} | panel_member panel_chair: panel`,
  restricted: 'practitioner manager panel_member panel_chair: named',
  closed: PEOPLE_OF_THE_CASE,
};

const WORKS_IT: Rights = {
  normal: 'practitioner manager: works',
  restricted: 'practitioner manager: named',
  closed: 'practitioner manager: works',
};

const MANAGERS_AND_PANEL: Rights = {
  normal: 'manager: works, agency | panel_member panel_chair: works, panel',
  restricted: 'manager panel_member panel_chair: named',
  closed: 'manager: works, agency | panel_member panel_chair: works',
};

const NOBODY = '';
const OTHER_ROLES_SEE_CLOSED =
  'manager: works, agency | panel_member panel_chair: works | manager panel_member panel_chair: grant';
const OTHER_ROLES_SEE = `${OTHER_ROLES_SEE_CLOSED} | panel_member panel_chair: panel`;

export const MATRIX: Line[] = [
  {
    what: 'Read the case: its head, plan, notes, actions, screenings, people, reviews',
    routes: [
      'GET /individuals/:id',
      'GET /individuals/:id/access',
      'GET /individuals/:id/notes',
      'GET /individuals/:id/notes/:noteId/correction',
      'GET /individuals/:id/actions',
      'GET /individuals/:id/screenings',
      'GET /individuals/:id/screenings/:screeningId',
      'GET /individuals/:id/people',
      'GET /individuals/:id/plan',
      'GET /individuals/:id/plan/editions/:number',
      'GET /individuals/:id/reviews',
      'GET /individuals/:id/reviews/:reviewId',
      'GET /individuals/:id/reviews/:reviewId/confirmation',
      'GET /individuals/:id/review-date',
      'GET /actions/:id',
      'GET /api/v1/individuals/:id',
      'GET /api/v1/individuals/:id/restriction',
      'GET /api/v1/actions/:id',
      'GET /api/v1/screenings/:id',
      'GET /api/v1/cohort-memberships/:id',
      'GET /api/v1/assignments',
      'GET /api/v1/assignments/:id',
      'GET /api/v1/plans/:id',
      'GET /api/v1/plans/:id/editions/:number',
      'GET /api/v1/review-schedules/:id',
      'GET /api/v1/review-schedules/:id/changes',
      'GET /api/v1/review-schedules/:id/acknowledgements',
      'GET /api/v1/review-triggers',
      'GET /api/v1/reviews',
      'GET /api/v1/reviews/:id',
    ],
    may: SEES,
  },
  {
    what: 'Read who has looked at it',
    routes: ['GET /individuals/:id/readers'],
    may: { normal: 'manager: works, agency', restricted: 'manager: named', closed: 'manager: works, agency' },
  },
  {
    what: 'Read what others may pass on only if one’s agency agrees',
    routes: ['GET /individuals/:id/passing-on', 'GET /api/v1/individuals/:id/passing-on-agreements'],
    may: {
      normal: 'manager: works, agency, grant',
      restricted: 'manager: named',
      closed: 'manager: works, agency, grant',
    },
  },
  {
    what: 'Agree, for the agency that supplied it, that it is passed on',
    routes: [
      'GET /individuals/:id/passing-on/:itemType/:suppliedId',
      'POST /individuals/:id/passing-on/:itemType/:suppliedId',
      'POST /api/v1/individuals/:id/passing-on-agreements',
    ],
    may: { normal: 'manager: works, agency', restricted: 'manager: named', closed: 'manager: works, agency' },
  },
  {
    what: 'Add a note, or correct one; add an action',
    routes: ['POST /individuals/:id/notes', 'POST /individuals/:id/notes/:noteId/correction', 'POST /api/v1/actions'],
    may: PLAYS_A_PART,
    hidden: { normal: 'grant', closed: 'grant' },
  },
  {
    what: 'Name a person on the case, and end their part',
    routes: [
      'POST /individuals/:id/people/assignments',
      'GET /individuals/:id/people/assignments/:assignmentId/ending',
      'POST /individuals/:id/people/assignments/:assignmentId/ending',
      'POST /api/v1/assignments',
      'POST /api/v1/assignments/:id/ending',
    ],
    may: PLAYS_A_PART,
  },
  {
    what: 'Record a review, and bring its date forward',
    routes: [
      'POST /individuals/:id/reviews',
      'GET /individuals/:id/reviews/new',
      'POST /api/v1/review-schedules/:id/due-date',
      'POST /api/v1/review-triggers',
    ],
    may: PLAYS_A_PART,
  },
  {
    what: 'The same, where whoever sees a closed case is told first that no review is owed',
    routes: ['POST /individuals/:id/review-schedules', 'POST /api/v1/reviews'],
    may: { ...PLAYS_A_PART, closed: SEES.closed },
  },
  {
    what: 'The same, on pages that a case without a review owed does not have',
    routes: [
      'GET /individuals/:id/review-date/event',
      'POST /individuals/:id/review-date/event',
      'GET /individuals/:id/review-date/change',
      'POST /individuals/:id/review-date/change',
    ],
    may: { ...PLAYS_A_PART, closed: NOBODY },
    hidden: { closed: 'works, agency' },
  },
  {
    what: 'Excuse a review, or say that one has seen it is overdue: never somebody whose part is to hold it (on a restricted record: the panel who are named)',
    routes: [
      'POST /api/v1/review-schedules/:id/exemption',
      'POST /api/v1/review-schedules/:id/exemption/clearing',
      'POST /api/v1/review-schedules/:id/acknowledgements',
    ],
    may: { ...MANAGERS_AND_PANEL, restricted: 'panel_member panel_chair: named' },
  },
  {
    what: 'The same, on pages that a case without a review owed does not have',
    routes: [
      'GET /individuals/:id/review-date/exemption',
      'POST /individuals/:id/review-date/exemption',
      'GET /individuals/:id/review-date/exemption/clearing',
      'POST /individuals/:id/review-date/exemption/clearing',
      'GET /individuals/:id/review-date/acknowledgement',
      'POST /individuals/:id/review-date/acknowledgement',
    ],
    may: { ...MANAGERS_AND_PANEL, restricted: 'panel_member panel_chair: named', closed: NOBODY },
    hidden: { closed: 'manager panel_member panel_chair: works | manager: agency' },
  },
  {
    what: 'Write the plan, record a screening, close an action',
    routes: [
      'POST /individuals/:id/plan',
      'POST /individuals/:id/plan/submission',
      'GET /individuals/:id/plan/needs',
      'POST /individuals/:id/plan/needs',
      'GET /individuals/:id/plan/risks/new',
      'POST /individuals/:id/plan/risks/new',
      'POST /individuals/:id/plan/risks/:riskId/end',
      'GET /individuals/:id/plan/goals/new',
      'POST /individuals/:id/plan/goals/new',
      'POST /individuals/:id/plan/goals/:goalId/status',
      'GET /individuals/:id/plan/actions/new',
      'POST /individuals/:id/plan/actions/new',
      'GET /individuals/:id/plan/entries/:section/new',
      'POST /individuals/:id/plan/entries/:section/new',
      'POST /api/v1/plans',
      'POST /api/v1/plans/:id/submission',
      'POST /api/v1/plans/:id/needs',
      'POST /api/v1/plans/:id/risks',
      'POST /api/v1/plans/:id/risks/:riskId/end',
      'POST /api/v1/plans/:id/goals',
      'PUT /api/v1/plans/:id/goals/:goalId/status',
      'POST /api/v1/plans/:id/actions',
      'POST /api/v1/plans/:id/entries',
      'GET /individuals/:id/screenings/new',
      'POST /individuals/:id/screenings',
      'POST /api/v1/screenings',
      'POST /actions/:id/closure',
      'POST /api/v1/actions/:id/closure',
    ],
    may: WORKS_IT,
  },
  {
    what: 'Approve the plan, or return it',
    routes: [
      'GET /individuals/:id/plan/approval',
      'POST /individuals/:id/plan/approval',
      'POST /individuals/:id/plan/return',
      'POST /api/v1/plans/:id/approval',
      'POST /api/v1/plans/:id/return',
    ],
    may: { normal: 'manager: works, agency', restricted: 'manager: named', closed: 'manager: works, agency' },
  },
  {
    what: 'Decide on the cohort: entry, tier, exit',
    routes: [
      'GET /individuals/:id/cohort-membership/entry',
      'POST /individuals/:id/cohort-membership/entry',
      'GET /individuals/:id/cohort-membership/tier',
      'POST /individuals/:id/cohort-membership/tier',
      'GET /individuals/:id/cohort-membership/exit',
      'POST /individuals/:id/cohort-membership/exit',
      'POST /api/v1/cohort-memberships',
      'POST /api/v1/cohort-memberships/:id/exit',
    ],
    may: MANAGERS_AND_PANEL,
  },
  {
    what: 'Restrict it, and change who is named',
    routes: [
      'GET /individuals/:id/restriction/new',
      'POST /individuals/:id/restriction',
      'GET /individuals/:id/restriction/named-people',
      'POST /individuals/:id/restriction/named-people',
      'POST /api/v1/individuals/:id/restriction',
      'PUT /api/v1/individuals/:id/restriction/named-people',
    ],
    may: {
      normal: 'manager: works, agency | panel_chair: works, panel',
      restricted: 'manager panel_chair: named',
      closed: 'manager: works, agency | panel_chair: works',
    },
  },
  {
    what: 'Ask for a restriction to be lifted (pages that only a restricted record has)',
    routes: [
      'GET /individuals/:id/restriction/lifting',
      'POST /individuals/:id/restriction/lifting-request',
      'POST /individuals/:id/restriction/lifting-request/withdrawal',
    ],
    may: { normal: NOBODY, restricted: SEES.restricted, closed: NOBODY },
    hidden: { normal: 'works, agency, panel, grant', closed: 'works, agency, grant' },
  },
  {
    what: 'The same by the API: whoever sees a record that is not restricted is told so',
    routes: ['POST /api/v1/individuals/:id/restriction/lifting-request'],
    may: SEES,
  },
  {
    what: 'Agree that it is lifted, as the second person',
    routes: ['POST /individuals/:id/restriction/lifting'],
    may: { normal: NOBODY, restricted: 'manager panel_chair: named', closed: NOBODY },
    hidden: { normal: 'works, agency, panel, grant', closed: 'works, agency, grant' },
  },
  {
    what: 'The same by the API: whoever sees a record that is not restricted is told so',
    routes: ['POST /api/v1/individuals/:id/restriction/lifting'],
    may: { ...SEES, restricted: 'manager panel_chair: named' },
  },
  {
    what: 'Open it in a meeting, and decide on it there',
    routes: [
      'GET /meetings/:id/items/:itemId',
      'POST /meetings/:id/items/:itemId/decision',
      'POST /api/v1/meetings/:id/items/:itemId/decision',
    ],
    may: { normal: 'panel_member panel_chair: panel', restricted: NOBODY, closed: NOBODY },
    hidden: { normal: 'works, grant', restricted: 'named', closed: 'works, grant' },
  },
];

/** Lists: on them a record is listed or not listed, and nothing says that there is something more. */
export const LISTS: { what: string; routes: string[]; listed: Rights }[] = [
  {
    what: 'Every case, its plan, its screenings, and reminders about it',
    routes: [
      'GET /api/v1/individuals',
      'GET /api/v1/plans',
      'GET /api/v1/review-schedules',
      'GET /api/v1/screenings',
      'GET /reminders/sent',
      'GET /api/v1/reminders/sent',
    ],
    listed: SEES,
  },
  {
    what: 'The page of cases: to a practitioner only those they work; searching finds the others they see',
    routes: ['GET /individuals'],
    listed: {
      normal: `practitioner: works | ${OTHER_ROLES_SEE}`,
      restricted: 'manager panel_member panel_chair: named',
      closed: `practitioner: works | ${OTHER_ROLES_SEE_CLOSED}`,
    },
  },
  {
    what: 'Reviews that are owed, and the present cohort: who left it is on neither',
    routes: ['GET /reviews', 'GET /api/v1/cohort-memberships'],
    listed: { ...SEES, closed: NOBODY },
  },
  {
    what: 'Reminders to oneself: here the panel’s chair is told that the review is overdue',
    routes: ['GET /reminders', 'GET /api/v1/reminders'],
    listed: { normal: 'panel_chair: panel', restricted: NOBODY, closed: NOBODY },
  },
  {
    what: 'Actions of one’s own, and plans that wait for one’s approval: nobody here holds any',
    routes: ['GET /actions', 'GET /api/v1/actions', 'GET /plans'],
    listed: { normal: NOBODY, restricted: NOBODY, closed: NOBODY },
  },
];
