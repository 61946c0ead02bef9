import { ANY, everywhere, NOBODY, type Said } from './rules-words';

/** Who refers and decides about a referral, and by which method people are found. */
export const OF_REFERRALS: Said[] = [
  { kind: 'Referral', acts: ['make'], may: everywhere(`practitioner manager panel_member panel_chair: ${ANY}`) },
  {
    kind: 'Referral',
    acts: ['read', 'add_to'],
    record: ({ actor }) => ({ accessKeys: [actor.userId] }),
    may: everywhere(`practitioner manager panel_member panel_chair: ${ANY}`),
  },
  {
    kind: 'Referral',
    acts: ['read', 'triage'],
    keys: 'the panel alone',
    may: everywhere('panel_member panel_chair: panel'),
  },
  // Only whoever referred adds to it: the panel answers by its decision.
  { kind: 'Referral', acts: ['add_to'], keys: 'the panel alone', may: NOBODY },
  { kind: 'IdentificationMethod', acts: ['read'], record: () => ({ status: 'in_force' }), may: everywhere(ANY) },
  {
    kind: 'IdentificationMethod',
    acts: ['read', 'draft', 'put_in_force', 'record_cycle'],
    record: () => ({ status: 'draft' }),
    may: everywhere(`panel_chair: ${ANY}`),
  },
];
