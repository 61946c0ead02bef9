import type { Day } from '../../shared/day';
import { addWorkingDays, WorkingDaysAsKnown } from '../../shared/working-days';

/** Working days a second person is given for a lower band; the reminders count the same (obligations()). */
export const ANSWER_WITHIN_WORKING_DAYS = 5;

/** By when a second person answers a band that was judged lower on this day. */
export const answerBy = (recordedOn: Day): Day =>
  addWorkingDays(recordedOn, ANSWER_WITHIN_WORKING_DAYS, new WorkingDaysAsKnown().isWorkingDay);
