import { type Line, MANAGERS_AND_PANEL, NOBODY, SEES } from './rights';

/** The matrix: what is decided about a case. */
export const DECISIONS: Line[] = [
  {
    what: 'Approve the plan, or return it; the panel does so only while it waits for the panel',
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
    what: 'Agree, as the second person, to a band that somebody else judged lower than the answers give',
    routes: [
      'GET /individuals/:id/screenings/:screeningId/agreement',
      'POST /individuals/:id/screenings/:screeningId/agreement',
      'POST /api/v1/screenings/:id/agreement',
    ],
    may: MANAGERS_AND_PANEL,
  },
  {
    what: 'Decide on the cohort: entry, tier, strand and roles, the check that they still belong, exit',
    routes: [
      'GET /individuals/:id/cohort-membership/entry',
      'POST /individuals/:id/cohort-membership/entry',
      'GET /api/v1/individuals/:id/proposed-entry',
      'GET /individuals/:id/cohort-membership/tier',
      'POST /individuals/:id/cohort-membership/tier',
      'GET /individuals/:id/cohort-membership/refusal',
      'POST /individuals/:id/cohort-membership/refusal',
      'GET /individuals/:id/cohort-membership/exit',
      'POST /individuals/:id/cohort-membership/exit',
      'POST /api/v1/cohort-memberships',
      'GET /individuals/:id/cohort-membership/validation',
      'POST /individuals/:id/cohort-membership/validation',
      'POST /api/v1/cohort-memberships/:id/changes',
      'POST /api/v1/cohort-memberships/:id/validations',
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
    what: 'Ask governance to delete it',
    routes: ['GET /individuals/:id/deletion', 'POST /individuals/:id/deletion'],
    may: { normal: 'manager: works, agency', restricted: 'manager: named', closed: 'manager: works, agency' },
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
      'GET /meetings/:id/items/:itemId/entries',
      'POST /meetings/:id/items/:itemId/decision',
      'POST /api/v1/meetings/:id/items/:itemId/decision',
      'POST /meetings/:id/items/:itemId/entries',
      'POST /api/v1/meetings/:id/items/:itemId/entries',
      'POST /api/v1/meetings/:id/items/:itemId/conflict',
      'GET /meetings/:id/items/:itemId/conflict',
      'POST /meetings/:id/items/:itemId/conflict',
    ],
    may: { normal: 'panel_member panel_chair: panel', restricted: NOBODY, closed: NOBODY },
    hidden: { normal: 'works, grant', restricted: 'named', closed: 'works, grant' },
  },
  {
    what: 'Put it off, put it back, or move it on the agenda, as coordinator',
    routes: [
      'POST /meetings/:id/items/:itemId/deferral',
      'POST /api/v1/meetings/:id/items/:itemId/deferral',
      'POST /meetings/:id/items/:itemId/return-to-agenda',
      'POST /api/v1/meetings/:id/items/:itemId/return-to-agenda',
      'POST /meetings/:id/items/:itemId/place',
      'POST /api/v1/meetings/:id/items/:itemId/place',
    ],
    may: { normal: 'panel_chair: panel', restricted: NOBODY, closed: NOBODY },
    hidden: { normal: 'works, grant', restricted: 'named', closed: 'works, grant' },
  },
];
