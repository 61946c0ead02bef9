import { dueStates } from './overdue';

/** What a case owes, one word for each line of a manager's list. */
export const WORK_KINDS = [
  ...dueStates,
  'no_schedule',
  'no_plan_owner',
  'no_lead_professional',
  'no_plan',
  'overdue_action',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** What can be asked for, each standing for these kinds. The counts and the list read this one table. */
const KINDS = {
  overdue: ['overdue'],
  due_in_14_days: ['due_today', 'due_soon'],
  due_today: ['due_today'],
  later: ['later'],
  exempt: ['not_running'],
  no_schedule: ['no_schedule'],
  no_plan_owner: ['no_plan_owner'],
  no_lead_professional: ['no_lead_professional'],
  no_plan: ['no_plan'],
  overdue_action: ['overdue_action'],
} as const satisfies Record<string, readonly WorkKind[]>;

export type WorkState = keyof typeof KINDS;
export const WORK_STATES: readonly WorkState[] = [
  'overdue',
  'due_in_14_days',
  'due_today',
  'later',
  'exempt',
  'no_schedule',
  'no_plan_owner',
  'no_lead_professional',
  'no_plan',
  'overdue_action',
];

/** Every plan under way is in exactly one of these: where its review stands, or that it has none. */
const OF_REVIEWS: readonly WorkKind[] = [...dueStates, 'no_schedule'];

/** The kinds a state stands for; null is every review. */
export const kindsOf = (state: WorkState | null): readonly WorkKind[] => (state === null ? OF_REVIEWS : KINDS[state]);
