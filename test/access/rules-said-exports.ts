import { ANY, ELSEWHERE, everywhere, NOBODY, type Said, SOMEBODY } from './rules-words';

const TAKERS = everywhere(`manager panel_chair analyst governance: ${ANY}`);

/** A file that leaves: who asks, who agrees, and never the same person. */
export const OF_EXPORTS: Said[] = [
  { kind: 'Export', acts: ['ask'], record: () => ({ kind: 'cases' }), may: everywhere(`manager panel_chair: ${ANY}`) },
  { kind: 'Export', acts: ['ask'], record: () => ({ kind: 'evaluation' }), may: everywhere(`analyst: ${ANY}`) },
  { kind: 'Export', acts: ['ask'], record: () => ({ kind: 'audit' }), may: everywhere(`governance: ${ANY}`) },
  {
    kind: 'Export',
    acts: ['read', 'decide'],
    record: () => ({ kind: 'audit', requestedBy: SOMEBODY, agencyId: ELSEWHERE }),
    may: everywhere(`governance: ${ANY}`),
  },
  {
    kind: 'Export',
    acts: ['decide'],
    record: ({ actor }) => ({ kind: 'audit', requestedBy: actor.userId, agencyId: actor.agencyId }),
    may: NOBODY,
  },
  {
    kind: 'Export',
    acts: ['download'],
    record: ({ actor }) => ({ kind: 'evaluation', requestedBy: actor.userId, agencyId: ELSEWHERE }),
    may: TAKERS,
  },
  {
    kind: 'Export',
    acts: ['read'],
    record: ({ actor }) => ({ kind: 'evaluation', requestedBy: actor.userId, agencyId: ELSEWHERE }),
    may: TAKERS,
  },
  {
    kind: 'Export',
    acts: ['decide'],
    record: ({ actor }) => ({ kind: 'cases', requestedBy: actor.userId, agencyId: actor.agencyId }),
    may: NOBODY,
  },
  {
    kind: 'Export',
    acts: ['read', 'decide'],
    record: ({ actor }) => ({ kind: 'cases', requestedBy: SOMEBODY, agencyId: actor.agencyId }),
    may: everywhere(`manager governance: ${ANY}`),
  },
  {
    kind: 'Export',
    acts: ['read', 'decide'],
    record: ({ actor }) => ({ kind: 'evaluation', requestedBy: SOMEBODY, agencyId: actor.agencyId }),
    may: everywhere(`governance: ${ANY}`),
  },
  {
    kind: 'Export',
    acts: ['download'],
    record: ({ actor }) => ({ kind: 'cases', requestedBy: SOMEBODY, agencyId: actor.agencyId }),
    may: NOBODY,
  },
  {
    kind: 'Export',
    acts: ['read', 'decide'],
    record: () => ({ kind: 'cases', requestedBy: SOMEBODY, agencyId: ELSEWHERE }),
    may: everywhere(`governance: ${ANY}`),
  },
];
