export const tiers = ['critical', 'high', 'medium', 'monitoring'] as const;
export type Tier = (typeof tiers)[number];
export const strands = ['periphery', 'at_risk', 'active'] as const;
export type Strand = (typeof strands)[number];

/** What a person records; the birthdays the service finds by itself. */
export const RECORDED_TRIGGERS = [
  'arrest',
  'weapon_find',
  'missing_episode',
  'hospital_attendance',
  'new_injury',
  'move',
  'exclusion',
  'release',
] as const;
export const BIRTHDAY_TRIGGERS = ['turning_17_and_a_half', 'turning_18'] as const;
export const TRIGGER_KINDS = [...RECORDED_TRIGGERS, ...BIRTHDAY_TRIGGERS] as const;
export type RecordedTrigger = (typeof RECORDED_TRIGGERS)[number];
export type BirthdayTrigger = (typeof BIRTHDAY_TRIGGERS)[number];
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** How often plans of one tier, or one strand, are reviewed. Days are calendar days from the day the count starts. */
export type ReviewRule = ({ tier: Tier; strand?: never } | { tier?: never; strand: Strand }) & {
  label: string;
  /** From this day on a review counts as the one that is due; an earlier one is an extra review. */
  windowFromDays: number;
  dueAfterDays: number;
  /** Where the numbers come from. */
  source: string;
};

/**
 * Every rule by which a review is due, in one place. "Whichever is sooner" holds among all that apply. The numbers are
 * the product's first values where the source is derived from practice: the partnership changes them here.
 */
export const tierReviewRules: readonly ReviewRule[] = [
  {
    tier: 'critical',
    label: 'Critical tier: every 4 weeks',
    windowFromDays: 14,
    dueAfterDays: 28,
    source: 'Practice: a risk meeting every 2 to 4 weeks while critical (derived, local decision).',
  },
  {
    tier: 'high',
    label: 'High tier: every 6 weeks',
    windowFromDays: 28,
    dueAfterDays: 42,
    source: 'Practice: a plan review every 4 to 6 weeks while high (derived, local decision).',
  },
  {
    tier: 'medium',
    label: 'Medium tier: every 12 weeks',
    windowFromDays: 70,
    dueAfterDays: 84,
    source: 'Practice: a plan review every 12 weeks; child in need plans at most 3-monthly (derived, local decision).',
  },
  {
    tier: 'monitoring',
    label: 'Monitoring tier: every 13 weeks',
    windowFromDays: 77,
    dueAfterDays: 91,
    source: 'Practice: 3 months to the exit review (derived, local decision).',
  },
  {
    strand: 'active',
    label: 'Active strand: every 6 weeks',
    windowFromDays: 28,
    dueAfterDays: 42,
    source: 'Strategy: those actively involved are engaged intensively; 4 to 6 weekly is the practice (derived).',
  },
];

/** How soon after something happened the plan is reviewed. */
export interface TriggerRule {
  label: string;
  /** Working days after the day it happened; 0 is the last working day on or before it. */
  workingDays: number;
  source: string;
}

const TRIGGER_LIST =
  'Practice: events that bring a review forward, whichever is sooner; the number is a local decision';

export const triggerRules: Readonly<Record<TriggerKind, TriggerRule>> = {
  arrest: rule('After an arrest', 5, 'a worker sees the person within 48 hours of leaving custody'),
  weapon_find: rule('After a weapon was found', 5),
  missing_episode: rule('After a missing episode', 5, 'the return home interview comes first, within 72 hours'),
  hospital_attendance: rule('After going to hospital', 5),
  new_injury: rule('After a new injury', 5),
  move: rule('After a move', 10, 'as a core group meets within 10 working days'),
  exclusion: rule('After an exclusion', 10, 'as a core group meets within 10 working days'),
  release: rule('After release from custody', 5),
  turning_17_and_a_half: rule('Turning 17 and a half', 20, 'the move to adult services is planned from here'),
  turning_18: rule('Turning 18', 0, 'the handover is agreed by the birthday, not after it'),
};

function rule(what: string, workingDays: number, why?: string): TriggerRule {
  const when = workingDays === 0 ? 'by the day itself' : `within ${workingDays} working days`;
  return { label: `${what}: ${when}`, workingDays, source: `${TRIGGER_LIST}${why ? `; ${why}` : ''}.` };
}
