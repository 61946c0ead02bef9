import { type Line, PLAYS_A_PART, SEES, WORKS_IT } from './rights';

/** The matrix: who a person is, whom they have to do with, and what happened. */
export const PEOPLE: Line[] = [
  {
    what: 'Read who they are, their family and situation, and the chronology',
    routes: [
      'GET /individuals/:id/identity',
      'GET /individuals/:id/situation',
      'GET /individuals/:id/chronology',
      'GET /api/v1/individuals/:id/identity',
      'GET /api/v1/individuals/:id/situation',
      'GET /api/v1/individuals/:id/chronology',
      'GET /individuals/:id/second-looks',
      'GET /api/v1/individuals/:id/second-looks',
    ],
    may: SEES,
  },
  {
    what: 'Change who they are; record numbers, addresses, education, statuses, relationships and the family, and end them',
    routes: [
      'GET /individuals/:id/identity/change',
      'POST /individuals/:id/identity/change',
      'GET /individuals/:id/facts/:factKind/new',
      'POST /individuals/:id/facts/:factKind',
      'GET /individuals/:id/facts/:factKind/:factId/ending',
      'POST /individuals/:id/facts/:factKind/:factId/ending',
      'GET /individuals/:id/relationships/new',
      'POST /individuals/:id/relationships',
      'GET /individuals/:id/relationships/:relationshipId/second-look',
      'POST /individuals/:id/relationships/:relationshipId/second-look',
      'POST /api/v1/individuals/:id/relationships/:relationshipId/second-looks',
      'POST /individuals/:id/family',
      'POST /individuals/:id/family/:memberId/leaving',
      'PUT /api/v1/individuals/:id/identity',
      'POST /api/v1/individuals/:id/identifiers',
      'POST /api/v1/individuals/:id/addresses',
      'POST /api/v1/individuals/:id/education',
      'POST /api/v1/individuals/:id/statuses',
      'POST /api/v1/individuals/:id/facts/:factKind/:factId/ending',
      'POST /api/v1/individuals/:id/relationships',
      'POST /api/v1/individuals/:id/family',
      'POST /api/v1/individuals/:id/family/:memberId/leaving',
    ],
    may: PLAYS_A_PART,
  },
  {
    what: 'Champion the family',
    routes: ['POST /individuals/:id/family-champion-claims', 'POST /api/v1/individuals/:id/family-champion-claims'],
    may: WORKS_IT,
  },
  {
    what: 'End the claim of somebody else to champion the family, or settle which claim stands',
    routes: [
      'POST /individuals/:id/family-champion-claims/:claimId/ending',
      'POST /individuals/:id/family-champion-claims/:claimId/settlement',
      'POST /api/v1/individuals/:id/family-champion-claims/:claimId/ending',
      'POST /api/v1/individuals/:id/family-champion-claims/:claimId/settlement',
    ],
    may: {
      normal: 'manager: works, agency | panel_chair: works, panel',
      restricted: 'manager panel_chair: named',
      closed: 'manager: works, agency | panel_chair: works',
    },
  },
];
