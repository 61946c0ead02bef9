import { type Rights, NOBODY, SEES } from './rights';

const OTHER_ROLES_SEE_CLOSED = 'manager: works, agency | panel_member panel_chair: works | manager: grant';
const OTHER_ROLES_SEE = `${OTHER_ROLES_SEE_CLOSED} | panel_member panel_chair: panel`;

/** Lists: on them a record is listed or not listed, and nothing says that there is something more. */
export const LISTS: { what: string; routes: string[]; listed: Rights }[] = [
  {
    what: 'Every plan, its screenings, and reminders about it',
    routes: [
      'GET /api/v1/plans',
      'GET /api/v1/review-schedules',
      'GET /api/v1/screenings',
      'GET /reminders/sent',
      'GET /api/v1/reminders/sent',
    ],
    listed: SEES,
  },
  {
    what: 'The page of cases: to a practitioner only those they work; searching finds the others they see, and who left',
    routes: ['GET /individuals'],
    listed: {
      normal: `practitioner: works | ${OTHER_ROLES_SEE}`,
      restricted: 'manager panel_member panel_chair: named',
      closed: NOBODY,
    },
  },
  {
    what: 'Every case over the API: who left the cohort is found by looking for them',
    routes: ['GET /api/v1/individuals'],
    listed: { ...SEES, closed: NOBODY },
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
