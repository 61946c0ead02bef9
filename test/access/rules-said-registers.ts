import { ANY, ELSEWHERE, everywhere, type Said, SOMEBODY } from './rules-words';

const CHAIRS = everywhere(`panel_chair: ${ANY}`);
const KEEPERS = everywhere(`manager panel_chair: ${ANY}`);

/** A line of a register hangs on nobody's case: who leads it and who is responsible decide. */
export const OF_REGISTERS: Said[] = [
  {
    kind: 'RegisterLine',
    acts: ['read'],
    record: () => ({ agencyId: ELSEWHERE, ownerIds: [SOMEBODY] }),
    may: everywhere(`manager panel_member panel_chair analyst governance: ${ANY}`),
  },
  {
    kind: 'RegisterLine',
    acts: ['keep', 'say_progress'],
    record: ({ actor }) => ({ agencyId: actor.agencyId, ownerIds: [SOMEBODY] }),
    may: KEEPERS,
  },
  {
    kind: 'RegisterLine',
    acts: ['keep', 'say_progress', 'review'],
    record: () => ({ agencyId: ELSEWHERE, ownerIds: [SOMEBODY] }),
    may: CHAIRS,
  },
  {
    kind: 'RegisterLine',
    acts: ['say_progress'],
    record: ({ actor }) => ({ agencyId: ELSEWHERE, ownerIds: [actor.userId] }),
    may: everywhere(`manager panel_member panel_chair: ${ANY}`),
  },
];
