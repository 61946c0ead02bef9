import { type Day, dayInWords, daysBetween } from '../../shared/day';

/** What the day of a review is judged by. */
export interface HeldDay {
  heldOn: Day;
  today: Day;
  planStartedOn: Day;
  /** The day of the plan's last recorded review. */
  lastHeldOn: Day | null;
}

/**
 * Why a review cannot have been held on that day, in the user's words, or null when it can. Reviews follow one another
 * day by day: two people writing up the same sitting would otherwise make two.
 */
export function whyNotHeldOn({ heldOn, today, planStartedOn, lastHeldOn }: HeldDay): string | null {
  if (heldOn > today) return 'Date of the review must be today or in the past';
  if (heldOn < planStartedOn) {
    return `Date of the review must be on or after ${dayInWords(planStartedOn)}, when the plan started`;
  }
  if (lastHeldOn !== null && heldOn <= lastHeldOn) {
    return `Date of the review must be after the last review, held on ${dayInWords(lastHeldOn)}`;
  }
  return null;
}

/** Calendar days before its window that a review was held; 0 when it was open. */
export function daysEarly(heldOn: Day, windowFrom: Day): number {
  return Math.max(0, daysBetween(heldOn, windowFrom));
}

/** Calendar days after its deadline that a review was held; 0 when it was on time. The deadline itself is in time. */
export function daysLate(heldOn: Day, deadlineOn: Day): number {
  return Math.max(0, daysBetween(deadlineOn, heldOn));
}
