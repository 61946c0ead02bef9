import type { WorkState } from './domain/work-state';

interface StateWords {
  /** In a tag and at the head of a column. */
  label: string;
  /** What is counted, read out of context. */
  list: string;
  tagClasses: string;
}

const RED = 'govuk-tag--red';

export const STATE_WORDS: Record<WorkState, StateWords> = {
  overdue: { label: 'Overdue', list: 'Overdue reviews', tagClasses: RED },
  due_in_14_days: { label: 'Due in 14 days', list: 'Reviews due in 14 days', tagClasses: 'govuk-tag--yellow' },
  due_today: { label: 'Due today', list: 'Reviews due today', tagClasses: 'govuk-tag--orange' },
  later: { label: 'Due later', list: 'Reviews due later', tagClasses: 'govuk-tag--grey' },
  exempt: { label: 'Exempt', list: 'Exempt reviews', tagClasses: 'govuk-tag--grey' },
  no_schedule: { label: 'No review date', list: 'Plans with no review date', tagClasses: RED },
  no_plan_owner: { label: 'No plan owner', list: 'Plans with no plan owner', tagClasses: RED },
  no_lead_professional: {
    label: 'No lead professional',
    list: 'Plans with no lead professional',
    tagClasses: RED,
  },
  no_plan: { label: 'Plan not written', list: 'Plans not written in time', tagClasses: RED },
  overdue_action: { label: 'Overdue actions', list: 'Overdue actions', tagClasses: RED },
};

export const ALL_REVIEWS = 'All reviews';

/** The counts a manager starts from, in the order of their urgency. */
export const COUNTED = [
  'overdue',
  'due_in_14_days',
  'exempt',
  'no_plan_owner',
  'no_lead_professional',
  'no_schedule',
  'no_plan',
  'overdue_action',
] as const satisfies readonly WorkState[];

/** The columns in which people and agencies are compared. */
export const COMPARED = [
  'overdue',
  'due_in_14_days',
  'exempt',
  'no_schedule',
  'no_plan',
  'overdue_action',
] as const satisfies readonly WorkState[];

/** A count of these above nothing is late already. */
export const isLate = (state: WorkState): boolean => STATE_WORDS[state].tagClasses === RED;
