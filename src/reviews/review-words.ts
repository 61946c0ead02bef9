import { type Tier, TIER_WORDS } from '../individuals';
import { VOICE_WORDS } from '../plans';
import type { ReviewDecision } from './domain/review-decision';
import { daysLate } from './domain/held-day';
import type { Day } from '../shared/day';

/** One wording for form, check page, table and meeting. */
export const DECISION_WORDS: Record<ReviewDecision, string> = {
  continue: 'Continue with the plan',
  revise: 'Revise the plan',
  step_up: 'Step up to a higher tier',
  step_down: 'Step down to a lower tier',
  close: 'Close the plan',
};

/** "Step up to Critical". */
export const stepWords = (decision: ReviewDecision, tier: Tier): string =>
  `${decision === 'step_up' ? 'Step up' : 'Step down'} to ${TIER_WORDS[tier]}`;

/** The words of the plan: what a person says about it is called the same wherever it is asked. */
export const PERSON_VIEW_WORDS = VOICE_WORDS;

/** "On time" or "3 days late". */
export function onTimeWords(heldOn: Day, deadlineOn: Day): string {
  const late = daysLate(heldOn, deadlineOn);
  if (late === 0) return 'On time';
  return late === 1 ? '1 day late' : `${late} days late`;
}

const RUNG_WORDS: Record<string, string> = {
  due_in_14_days: 'Due in 14 days',
  due_in_7_days: 'Due in 7 days',
  due_today: 'Due today',
  overdue: 'Overdue',
  overdue_manager: 'Overdue, to the manager',
  overdue_7_days_manager: 'Overdue by 7 days, to the manager',
  overdue_7_days_panel: 'Overdue by 7 days, to the panel',
  overdue_14_days_panel: 'Overdue by 14 days, to the panel',
};

export const rungWords = (rung: string): string => RUNG_WORDS[rung] ?? rung.replaceAll('_', ' ');

/** Why somebody else was told than the person it was meant for. */
export const REDIRECT_WORDS = {
  away: 'who was away',
  disabled: 'whose account was disabled',
  no_address: 'who had no e-mail address',
  bouncing: 'whose e-mail address took no mail',
} as const;

const REMINDER_STATUS_WORDS: Record<string, string> = {
  owed: 'Waiting to be sent',
  sent: 'Sent',
  failed: 'Could not be sent',
  suppressed: 'Not needed any more',
};

export const reminderStatusWords = (status: string): string => REMINDER_STATUS_WORDS[status] ?? status;
