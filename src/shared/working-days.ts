import table from './bank-holidays-england-wales.json';
import { Day, addDays, dayInWords, dayInWordsWithWeekday, daysBetween, isBefore, weekday } from './day';

// Substitute days are in the table in place of the weekend day they stand for (Banking and Financial Dealings Act
// 1971, schedule 1, and the yearly proclamation). An extra holiday proclaimed for one year comes with a refresh.
const holidays = new Set(table.holidays.map(({ day }) => day));

/** Says of a day whether people work on it. */
export type IsWorkingDay = (day: Day) => boolean;

/** Asked about a day the bank holiday table does not cover. Guessing would move a deadline without anyone knowing. */
export class BeyondHolidayTable extends Error {
  constructor(readonly day: Day) {
    super(
      `Working days cannot be counted on ${day}: the England and Wales bank holiday table covers ` +
        `${table.startsOn} to ${table.endsOn} only. Add the missing years to bank-holidays-england-wales.json.`,
    );
    this.name = 'BeyondHolidayTable';
  }
}

/** Every bank holiday of the table, for the database's copy of it. */
export const bankHolidays = (): Day[] => [...holidays];

/** The last day the table can answer for: warn well before it comes. */
export function holidayTableEndsOn(): Day {
  return table.endsOn;
}

/** Monday to Friday and not a bank holiday in England and Wales. */
export function isWorkingDay(day: Day): boolean {
  if (!isCovered(day)) throw new BeyondHolidayTable(day);
  return weekday(day) <= 5 && !holidays.has(day);
}

/**
 * Working days as far as they are known: beyond the table only weekends are left out, and `isCertain` turns false, so
 * that whoever shows the result can say so. For work that must not stop because a table ran out.
 */
export class WorkingDaysAsKnown {
  private isSure = true;

  get isCertain(): boolean {
    return this.isSure;
  }

  readonly isWorkingDay: IsWorkingDay = (day) => {
    if (isCovered(day)) return isWorkingDay(day);
    this.isSure = false;
    return weekday(day) <= 5;
  };
}

/** What to say beside a date that was worked out beyond the table. */
export const holidaysNotKnown = (): string =>
  `The bank holidays after ${dayInWords(table.endsOn)} are not in the service yet, so only weekends were left out: ` +
  'check that nobody is away on this day.';

/** Rules look up to half a year ahead; a year leaves time to refresh the table before the first date is affected. */
const WARN_DAYS_BEFORE = 365;

/** What people who run the service must hear about the table, from a year before its end; null until then. */
export function holidayTableWarning(today: Day): string | null {
  if (daysBetween(today, table.endsOn) > WARN_DAYS_BEFORE) return null;
  const ends = isBefore(table.endsOn, today) ? 'ended' : 'end';
  return (
    `The bank holidays known to this service ${ends} on ${dayInWords(table.endsOn)}. Review dates after that day leave out ` +
    'weekends only. Ask whoever runs the service to refresh the bank holidays.'
  );
}

/** The nth working day after the day (before it when negative). The day itself is not counted; 0 gives it back. */
export function addWorkingDays(day: Day, count: number, isWorking: IsWorkingDay = isWorkingDay): Day {
  if (!Number.isSafeInteger(count)) throw new RangeError('Working days are counted in whole numbers.');
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step);
    if (isWorking(reached)) left -= 1;
  }
  return reached;
}

/** Working days after the first day up to and including the second; negative when the second is earlier. */
export function workingDaysBetween(from: Day, to: Day, isWorking: IsWorkingDay = isWorkingDay): number {
  if (isBefore(to, from)) return 0 - countFrom(to, addDays(from, -1), isWorking);
  return countFrom(addDays(from, 1), to, isWorking);
}

/** The day itself when it is a working day, otherwise the last one before it. */
export function workingDayOnOrBefore(day: Day, isWorking: IsWorkingDay = isWorkingDay): Day {
  let candidate = day;
  while (!isWorking(candidate)) candidate = addDays(candidate, -1);
  return candidate;
}

/**
 * The day on which something falls due that the service itself sets a day for: a working day, as the review of a plan. Beyond the
 * table only weekends are left out. The database asks the same of what it works out: working_day_on_or_before().
 */
export const dueWorkingDay = (day: Day): Day => workingDayOnOrBefore(day, new WorkingDaysAsKnown().isWorkingDay);

/** What to say beside a day that a person chose though nobody works on it; null of a working day. */
export const restDayWords = (day: Day): string | null =>
  new WorkingDaysAsKnown().isWorkingDay(day)
    ? null
    : `${dayInWordsWithWeekday(day)} is not a working day. It was chosen, and stays.`;

const isCovered = (day: Day): boolean => !isBefore(day, table.startsOn) && !isBefore(table.endsOn, day);

function countFrom(first: Day, last: Day, isWorking: IsWorkingDay): number {
  let count = 0;
  for (let day = first; !isBefore(last, day); day = addDays(day, 1)) if (isWorking(day)) count += 1;
  return count;
}
