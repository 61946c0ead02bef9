import type { Day } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay } from '../../shared/working-days';

/**
 * The partnership decides within this many working days of accepting a referral whether the person enters the cohort: panels about
 * children meet every two weeks (2-practice, 2.1), so one of them comes in time.
 */
export const DECISION_WORKING_DAYS = 10;

export const decisionDueOn = (acceptedOn: Day, isWorking: IsWorkingDay): Day =>
  addWorkingDays(acceptedOn, DECISION_WORKING_DAYS, isWorking);
