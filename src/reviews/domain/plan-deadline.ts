import { addDays, type Day, isBefore } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay, WorkingDaysAsKnown } from '../../shared/working-days';

/** A person accepted into the cohort has an approved plan within these; the figure for coverage allows the same grace. */
export const WORKING_DAYS_TO_WRITE_A_PLAN = 20;

/** The last day on which a plan is written in time. */
export const planDueOn = (enteredOn: Day, calendar: IsWorkingDay = asKnown()): Day =>
  addWorkingDays(enteredOn, WORKING_DAYS_TO_WRITE_A_PLAN, calendar);

/**
 * Whoever came in on this day or before it, and has no plan, is late today. One day for everybody, so that a count over
 * all cases compares days and does not count working days for each.
 */
export function lateIfEnteredBy(today: Day, calendar: IsWorkingDay = asKnown()): Day {
  // 20 working days take 26 days at least, when they start at a weekend.
  let day = addDays(today, -27);
  while (!isBefore(planDueOn(day, calendar), today)) day = addDays(day, -1);
  return day;
}

const asKnown = (): IsWorkingDay => new WorkingDaysAsKnown().isWorkingDay;
