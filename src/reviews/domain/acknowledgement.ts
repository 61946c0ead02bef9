import { addDays, type Day, dayInWords } from '../../shared/day';

/** A chase is soon: after two weeks the ladder is at its last rung. */
export const LONGEST_CHASE_DAYS = 14;

/** Why a review cannot be chased on this day, in words for the form; null when it can. */
export function whyNotChaseOn(chaseOn: Day, today: Day): string | null {
  if (chaseOn <= today) return 'The day to chase must be after today';
  const last = addDays(today, LONGEST_CHASE_DAYS);
  return chaseOn > last ? `The day to chase must be ${dayInWords(last)} or sooner` : null;
}

/** Where a chase stands: the day to come, today, or past with the review still overdue. */
export type ChaseState = 'to_come' | 'today' | 'passed';

export function chaseState(chaseOn: Day, today: Day): ChaseState {
  if (chaseOn === today) return 'today';
  return chaseOn < today ? 'passed' : 'to_come';
}
