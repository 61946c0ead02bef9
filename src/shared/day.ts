import { DateTime } from 'luxon';

/** A calendar day as ISO text, `YYYY-MM-DD`: no time, no zone. Compares and sorts as text. */
export type Day = string;

// Arithmetic runs in UTC, where every day has 24 hours; London is used only to ask which day an instant belongs to.
const LONDON = 'Europe/London';
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** True for a real calendar day written `YYYY-MM-DD` (years 0001 to 9999; PostgreSQL has no year 0). */
export function isDay(value: unknown): value is Day {
  return typeof value === 'string' && SHAPE.test(value) && value >= '0001' && DateTime.fromISO(value, UTC).isValid;
}

/** The day it is in London at this instant, summer time included. */
export function dayInLondon(instant: Date): Day {
  return write(DateTime.fromJSDate(instant, { zone: LONDON }));
}

export function addDays(day: Day, days: number): Day {
  return write(read(day).plus({ days: whole(days) }));
}

export function addWeeks(day: Day, weeks: number): Day {
  return write(read(day).plus({ weeks: whole(weeks) }));
}

/** Calendar months; a day the month does not have becomes its last day (31 January and one month: 28 February). */
export function addMonths(day: Day, months: number): Day {
  return write(read(day).plus({ months: whole(months) }));
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round(read(to).diff(read(from), 'days').days);
}

export function isBefore(day: Day, other: Day): boolean {
  read(day);
  read(other);
  return day < other;
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return read(day).weekday;
}

/** "4 March 2026", the way GOV.UK writes a date. */
export function dayInWords(day: Day): string {
  return read(day).toFormat('d MMMM yyyy', IN_ENGLISH);
}

/** "Wednesday 4 March 2026". */
export function dayInWordsWithWeekday(day: Day): string {
  return read(day).toFormat('cccc d MMMM yyyy', IN_ENGLISH);
}

const UTC = { zone: 'utc' };
const IN_ENGLISH = { locale: 'en-GB' };

// The refused value is left out of the message: it may be a date of birth, and messages reach the log.
function read(day: Day): DateTime<true> {
  const parsed = SHAPE.test(day) && day >= '0001' ? DateTime.fromISO(day, UTC) : undefined;
  if (!parsed?.isValid) throw new RangeError('Expected a real calendar day written YYYY-MM-DD.');
  return parsed;
}

function write(moment: DateTime): Day {
  if (!moment.isValid || moment.year < 1 || moment.year > 9999) {
    throw new RangeError('That is not a day between the years 0001 and 9999.');
  }
  return moment.toFormat('yyyy-MM-dd');
}

function whole(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError('Days, weeks and months are counted in whole numbers.');
  return count;
}
