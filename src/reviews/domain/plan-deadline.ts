import { addDays, type Day, isBefore } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay, WorkingDaysAsKnown } from '../../shared/working-days';

/**
 * A person in the cohort has an approved plan within these: of their acceptance, or of the day the plan before was closed. The
 * figure for coverage counts from acceptance alone: whoever has been without a plan since is not covered.
 */
export const WORKING_DAYS_TO_WRITE_A_PLAN = 20;

/** The last day on which a plan is written in time. */
export const planDueOn = (owedFrom: Day, calendar: IsWorkingDay = asKnown()): Day =>
  addWorkingDays(owedFrom, WORKING_DAYS_TO_WRITE_A_PLAN, calendar);

/**
 * Whoever is owed a plan from this day or before it, and has none, is late today. One day for everybody, so that a count over
 * all cases compares days and does not count working days for each.
 */
export function lateIfEnteredBy(today: Day, calendar: IsWorkingDay = asKnown()): Day {
  // 20 working days take 26 days at least, when they start at a weekend.
  let day = addDays(today, -27);
  while (!isBefore(planDueOn(day, calendar), today)) day = addDays(day, -1);
  return day;
}

const asKnown = (): IsWorkingDay => new WorkingDaysAsKnown().isWorkingDay;
