import { CASES, EVERYONE_SIGNED_IN, PANEL, type Routes } from './census-roles';

const DECIDERS: Routes[string] = ['manager', ...PANEL];

/** Referrals, how people are found, and the decisions about the cohort that rest on it. */
export const REFERRAL_ROUTES: Routes = {
  'GET /referrals': CASES,
  'GET /referrals/new': CASES,
  'POST /referrals': CASES,
  'GET /referrals/begun/:id': CASES,
  'POST /referrals/begun/:id': CASES,
  'GET /referrals/:id': CASES,
  'POST /referrals/:id/entries': CASES,
  'GET /referrals/:id/triage': PANEL,
  'POST /referrals/:id/triage': PANEL,
  'GET /api/v1/referrals': CASES,
  'POST /api/v1/referrals': CASES,
  'GET /api/v1/referrals/:id': CASES,
  'POST /api/v1/referrals/:id/entries': CASES,
  'POST /api/v1/referrals/:id/triage': PANEL,

  'GET /identification-method': EVERYONE_SIGNED_IN,
  'GET /identification-method/versions/:id': EVERYONE_SIGNED_IN,
  'GET /identification-method/draft': ['panel_chair'],
  'POST /identification-method/draft': ['panel_chair'],
  'GET /identification-method/draft/entry-into-force': ['panel_chair'],
  'POST /identification-method/draft/entry-into-force': ['panel_chair'],
  'POST /identification-method/cycles': ['panel_chair'],
  'GET /api/v1/identification-methods': EVERYONE_SIGNED_IN,
  'POST /api/v1/identification-methods': ['panel_chair'],
  'GET /api/v1/identification-methods/:id': EVERYONE_SIGNED_IN,
  'POST /api/v1/identification-methods/:id/entry-into-force': ['panel_chair'],

  'GET /individuals/:id/cohort-membership/validation': DECIDERS,
  'POST /individuals/:id/cohort-membership/validation': DECIDERS,
  'POST /api/v1/cohort-memberships/:id/changes': CASES,
  'POST /api/v1/cohort-memberships/:id/validations': CASES,
};
