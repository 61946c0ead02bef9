import table from './bank-holidays-england-wales.json';
import { Day, addDays, isBefore, weekday } from './day';

// Substitute days are in the table in place of the weekend day they stand for (Banking and Financial Dealings Act
// 1971, schedule 1, and the yearly proclamation). An extra holiday proclaimed for one year has to be added by hand.
const holidays = new Set(table.holidays.map(({ day }) => day));

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

/** The last day the table can answer for: warn well before it comes. */
export function holidayTableEndsOn(): Day {
  return table.endsOn;
}

/** Monday to Friday and not a bank holiday in England and Wales. */
export function isWorkingDay(day: Day): boolean {
  if (isBefore(day, table.startsOn) || isBefore(table.endsOn, day)) throw new BeyondHolidayTable(day);
  return weekday(day) <= 5 && !holidays.has(day);
}

/** The nth working day after the day (before it when negative). The day itself is not counted; 0 gives it back. */
export function addWorkingDays(day: Day, count: number): Day {
  if (!Number.isSafeInteger(count)) throw new RangeError('Working days are counted in whole numbers.');
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0;) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}

/** Working days after the first day up to and including the second; negative when the second is earlier. */
export function workingDaysBetween(from: Day, to: Day): number {
  if (isBefore(to, from)) return 0 - countFrom(to, addDays(from, -1));
  return countFrom(addDays(from, 1), to);
}

/** The day itself when it is a working day, otherwise the last one before it. */
export function workingDayOnOrBefore(day: Day): Day {
  let candidate = day;
  while (!isWorkingDay(candidate)) candidate = addDays(candidate, -1);
  return candidate;
}

function countFrom(first: Day, last: Day): number {
  let count = 0;
  for (let day = first; !isBefore(last, day); day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}
