import { PLAYS_A_PART, SEES_BY_RULE, WORKS_IT } from './rights';
import { FIGURES_SAID } from './rules-figures';
import { OF_EXPORTS } from './rules-said-exports';
import { OF_PLANS } from './rules-said-plans';
import { OF_REFERRALS } from './rules-said-referrals';
import { OF_REGISTERS } from './rules-said-registers';
import {
  ANY,
  CHAIR,
  either,
  ELSEWHERE,
  everywhere,
  forAll,
  forMyAgency,
  forPolice,
  isRestricted,
  MANAGERS,
  NOBODY,
  PANEL,
  type Said,
  SOMEBODY,
} from './rules-words';

/**
 * What the rules (CASL, `*.policy.ts`) answer when a verb asks them, act by act: the second floor of access by itself.
 * Read like the matrix: whoever a line does not name is refused. `rules.test.ts` asks every line of everybody, and
 * changes every rule once.
 */
export const SAID: Said[] = [
  {
    kind: 'Individual',
    acts: ['read'],
    may: SEES_BY_RULE,
  },
  ...['Plan', 'Screening', 'ReviewSchedule', 'CohortMembership', 'Assignment', 'SuppliedItem'].map((kind): Said => ({
    kind,
    acts: ['read'],
    may: SEES_BY_RULE,
  })),
  ...['Note', 'Action'].flatMap((kind): Said[] => [
    { kind, acts: ['read'], record: forAll, may: SEES_BY_RULE },
    { kind, acts: ['read'], record: forMyAgency, may: SEES_BY_RULE },
    { kind, acts: ['read'], record: forPolice, may: NOBODY },
    { kind, acts: ['add'], may: PLAYS_A_PART },
  ]),
  { kind: 'Individual', acts: ['add'], may: everywhere(`practitioner manager panel_member panel_chair: ${ANY}`) },
  { kind: 'Individual', acts: ['change'], may: PLAYS_A_PART },
  ...OF_REFERRALS,
  {
    kind: 'Individual',
    acts: ['restrict', 'agree_lift_restriction', 'settle_family', 'merge'],
    may: either(MANAGERS, CHAIR),
  },
  { kind: 'Individual', acts: ['claim_family'], may: WORKS_IT },
  {
    kind: 'Individual',
    acts: ['ask_lift_restriction'],
    may: {
      normal: 'practitioner manager panel_member panel_chair: works',
      restricted: 'practitioner manager panel_member panel_chair: named',
      closed: 'practitioner manager panel_member panel_chair: works',
    },
  },
  { kind: 'Individual', acts: ['see_readers'], may: MANAGERS },
  {
    kind: 'Individual',
    acts: ['see_readers'],
    // The condition is the key and the name on the case; the route admits the roles.
    record: ({ actor }) => ({ leadProfessional: { id: actor.userId } }),
    may: { normal: 'works, agency', restricted: 'named', closed: 'works, agency' },
  },
  {
    kind: 'Individual',
    acts: ['see_readers'],
    record: ({ actor }) => ({ planOwner: { id: actor.userId } }),
    may: { normal: 'works, agency', restricted: 'named', closed: 'works, agency' },
  },
  { kind: 'Action', acts: ['end_all'], may: PLAYS_A_PART },
  {
    kind: 'Action',
    acts: ['read', 'close'],
    record: ({ actor }) => ({ ...forPolice(), ownerId: actor.userId, ownerAgencyId: actor.agencyId }),
    may: everywhere(`practitioner manager panel_member panel_chair: ${ANY}`),
  },
  ...[forAll, forMyAgency].flatMap((visible): Said[] => [
    {
      kind: 'Action',
      acts: ['close'],
      record: (asking) => ({ ...visible(asking), ownerId: SOMEBODY, ownerAgencyId: ELSEWHERE }),
      may: WORKS_IT,
    },
    {
      kind: 'Action',
      acts: ['close'],
      record: (asking) => ({ ...visible(asking), ownerId: SOMEBODY, ownerAgencyId: asking.actor.agencyId }),
      may: either(WORKS_IT, MANAGERS),
    },
    { kind: 'Action', acts: ['reassign'], record: visible, may: either(MANAGERS, CHAIR) },
    {
      // What the panel made itself, it answers for at its next meeting.
      kind: 'Action',
      acts: ['close'],
      record: (asking) => ({ ...visible(asking), ownerId: SOMEBODY, ownerAgencyId: ELSEWHERE, madeIn: 'meeting' }),
      may: either(WORKS_IT, PANEL),
    },
  ]),
  {
    kind: 'Action',
    acts: ['close', 'reassign'],
    record: ({ actor }) => ({ ...forPolice(), ownerId: SOMEBODY, ownerAgencyId: actor.agencyId }),
    may: NOBODY,
  },
  { kind: 'Assignment', acts: ['assign'], may: PLAYS_A_PART },
  { kind: 'CohortMembership', acts: ['decide'], may: either(MANAGERS, PANEL) },
  ...OF_PLANS,
  ...OF_REGISTERS,
  ...OF_EXPORTS,
  { kind: 'ReviewSchedule', acts: ['record', 'schedule'], may: PLAYS_A_PART },
  {
    kind: 'ReviewSchedule',
    acts: ['exempt', 'acknowledge'],
    may: { ...either(MANAGERS, PANEL), restricted: PANEL.restricted },
  },
  { kind: 'Screening', acts: ['record', 'measure'], may: WORKS_IT },
  { kind: 'Screening', acts: ['agree'], record: () => ({ screenedBy: SOMEBODY }), may: either(MANAGERS, PANEL) },
  { kind: 'Screening', acts: ['agree'], record: ({ actor }) => ({ screenedBy: actor.userId }), may: NOBODY },
  { kind: 'Screening', acts: ['judge'], may: PANEL },
  { kind: 'Screening', acts: ['import'], may: CHAIR, both: { normal: 'agency', closed: 'agency' } },
  { kind: 'ScreeningTool', acts: ['read'], may: everywhere(ANY) },
  { kind: 'ScreeningTool', acts: ['install'], may: NOBODY },
  { kind: 'ScreeningTool', acts: ['edit'], may: everywhere(`panel_chair administrator: ${ANY}`) },
  {
    kind: 'SuppliedItem',
    acts: ['pass_on'],
    record: ({ actor }) => ({ suppliedBy: actor.agencyId }),
    may: MANAGERS,
    both: { normal: 'panel' },
  },
  { kind: 'SuppliedItem', acts: ['pass_on'], record: () => ({ suppliedBy: ELSEWHERE }), may: NOBODY },
  {
    kind: 'Held',
    acts: ['hand_on'],
    record: ({ actor }, state) => ({ agencyId: actor.agencyId, isAgencyInvolved: true, ...isRestricted(state) }),
    may: either(MANAGERS, CHAIR),
  },
  {
    // Before an agency works the case its keys are people alone, as on a restricted record that is none.
    kind: 'Held',
    acts: ['hand_on'],
    record: ({ actor }) => ({ agencyId: actor.agencyId, isAgencyInvolved: true, isRestricted: false }),
    may: either(MANAGERS, CHAIR),
  },
  {
    kind: 'Held',
    acts: ['hand_on'],
    record: (_, state) => ({ agencyId: ELSEWHERE, isAgencyInvolved: false, ...isRestricted(state) }),
    may: either(MANAGERS, CHAIR),
  },
  {
    kind: 'Held',
    acts: ['hand_on'],
    record: (_, state) => ({ agencyId: ELSEWHERE, isAgencyInvolved: true, ...isRestricted(state) }),
    may: either({ normal: '', restricted: 'manager: named', closed: '' }, CHAIR),
  },
  { kind: 'Handover', acts: ['prepare'], may: everywhere(`manager panel_chair: ${ANY}`) },
  {
    kind: 'Handover',
    acts: ['read', 'change', 'confirm', 'undo'],
    record: ({ actor }) => ({ madeBy: actor.userId, agencyId: ELSEWHERE }),
    may: everywhere(`manager panel_chair: ${ANY}`),
  },
  {
    kind: 'Handover',
    acts: ['read', 'change', 'confirm', 'undo'],
    record: ({ actor }) => ({ madeBy: SOMEBODY, agencyId: actor.agencyId }),
    may: everywhere(`manager: ${ANY}`),
  },
  {
    kind: 'Handover',
    acts: ['read', 'change', 'confirm', 'undo'],
    record: () => ({ madeBy: SOMEBODY, agencyId: ELSEWHERE }),
    may: NOBODY,
  },
  { kind: 'Import', acts: ['upload'], may: everywhere(`panel_chair: ${ANY}`) },
  {
    kind: 'Import',
    acts: ['read', 'change', 'confirm', 'abandon'],
    record: ({ actor }) => ({ uploadedBy: actor.userId }),
    may: everywhere(`panel_chair: ${ANY}`),
  },
  {
    kind: 'Import',
    acts: ['read', 'change', 'confirm', 'abandon'],
    record: () => ({ uploadedBy: SOMEBODY }),
    may: NOBODY,
  },
  { kind: 'Individual', acts: ['ask_deletion'], may: MANAGERS },
  {
    kind: 'Erasure',
    acts: ['read', 'withdraw'],
    record: ({ actor }) => ({ askedBy: actor.userId }),
    may: everywhere(ANY),
  },
  { kind: 'Erasure', acts: ['decide'], record: ({ actor }) => ({ askedBy: actor.userId }), may: NOBODY },
  {
    kind: 'Erasure',
    acts: ['read', 'ask', 'decide'],
    record: () => ({ askedBy: SOMEBODY }),
    may: everywhere(`governance: ${ANY}`),
  },
  { kind: 'Erasure', acts: ['withdraw'], record: () => ({ askedBy: SOMEBODY }), may: NOBODY },
  { kind: 'LegalHold', acts: ['place', 'end'], may: everywhere(`governance: ${ANY}`) },
  { kind: 'RetentionRule', acts: ['change'], may: everywhere(`governance: ${ANY}`) },
  { kind: 'BreakGlass', acts: ['open'], may: everywhere(`practitioner manager: ${ANY}`) },
  {
    kind: 'BreakGlass',
    acts: ['read', 'end'],
    record: ({ actor }) => ({ userId: actor.userId }),
    may: everywhere(ANY),
  },
  { kind: 'BreakGlass', acts: ['review'], record: ({ actor }) => ({ userId: actor.userId }), may: NOBODY },
  {
    kind: 'BreakGlass',
    acts: ['read', 'review'],
    record: () => ({ userId: SOMEBODY }),
    may: everywhere(`governance: ${ANY}`),
  },
  { kind: 'BreakGlass', acts: ['end'], record: () => ({ userId: SOMEBODY }), may: NOBODY },
  {
    kind: 'Meeting',
    acts: ['read', 'add_item', 'decide', 'minute'],
    keys: 'the panel alone',
    may: everywhere('panel_member panel_chair: panel'),
  },
  {
    kind: 'Meeting',
    acts: ['plan', 'build_agenda', 'hold', 'name_chair', 'issue'],
    keys: 'the panel alone',
    record: () => ({ chairedBy: SOMEBODY, isWithoutChair: false }),
    may: everywhere('panel_chair: panel'),
  },
  {
    // Named to chair this one: everything in the room, and neither the diary nor the papers.
    kind: 'Meeting',
    acts: ['build_agenda', 'hold', 'name_chair'],
    keys: 'the panel alone',
    record: ({ actor }) => ({ chairedBy: actor.userId, isWithoutChair: false }),
    may: everywhere('panel_member panel_chair: panel'),
  },
  {
    // No chair is there, on the day or while it is open: everybody seated names who chairs, and runs nothing by that.
    kind: 'Meeting',
    acts: ['name_chair'],
    keys: 'the panel alone',
    record: () => ({ chairedBy: SOMEBODY, isWithoutChair: true }),
    may: everywhere('panel_member panel_chair: panel'),
  },
  {
    kind: 'Meeting',
    acts: ['hold'],
    keys: 'the panel alone',
    record: () => ({ chairedBy: SOMEBODY, isWithoutChair: true }),
    may: everywhere('panel_chair: panel'),
  },
  {
    kind: 'Meeting',
    acts: ['plan', 'issue'],
    keys: 'the panel alone',
    record: ({ actor }) => ({ chairedBy: actor.userId }),
    may: everywhere('panel_chair: panel'),
  },
  { kind: 'Panel', acts: ['read'], keys: 'the panel alone', may: everywhere('panel_member panel_chair: panel') },
  { kind: 'Panel', acts: ['change'], keys: 'the panel alone', may: everywhere('panel_chair: panel') },
  ...FIGURES_SAID,
];
