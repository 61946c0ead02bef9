import { addDays, type Day, isBefore } from '../../shared/day';

/** An absence that goes on for longer than this after today is a long one; a shorter one has a delegate. */
export const LONG_ABSENCE_DAYS = 28;

/** Whether an absence seen from a day in it is long: nobody knows its end, or it is more than four weeks off. */
export const isLongAbsence = (from: Day, endsOn: Day | null): boolean =>
  endsOn === null || isBefore(addDays(from, LONG_ABSENCE_DAYS), endsOn);
