import { addDays, type Day, isBefore } from '../../shared/day';
import { LONG_ABSENCE_DAYS } from './held';

/** Whether an absence seen from a day in it is long: nobody knows its end, or it is more than four weeks off. */
export const isLongAbsence = (from: Day, endsOn: Day | null): boolean =>
  endsOn === null || isBefore(addDays(from, LONG_ABSENCE_DAYS), endsOn);
