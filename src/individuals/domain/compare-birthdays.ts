import { addDays, type Day } from '../../shared/day';
import { slipsBetween } from './likeness';

/** `swapped`: day and month changed places. `one_slip`: one digit wrong, or two neighbours turned. `near`: a day, or a year, off. */
export type DayOutcome = 'same' | 'swapped' | 'one_slip' | 'near' | 'different' | 'missing';

/** Whether two dates of birth are one, or one of them a likely error for the other. */
export function compareBirthdays(a: Day | null, b: Day | null): DayOutcome {
  if (a === null || b === null) return 'missing';
  if (a === b) return 'same';
  const [year, month, day] = a.split('-');
  const [otherYear, otherMonth, otherDay] = b.split('-');
  if (year === otherYear && month === otherDay && day === otherMonth) return 'swapped';
  if (slipsBetween(a.replaceAll('-', ''), b.replaceAll('-', ''), 1) === 1) return 'one_slip';
  if (addDays(a, 1) === b || addDays(b, 1) === a) return 'near';
  const isAYearOff = month === otherMonth && day === otherDay && Math.abs(Number(year) - Number(otherYear)) === 1;
  return isAYearOff ? 'near' : 'different';
}
