import { type Day, isDay } from './day';

export interface HolidayTable {
  division: string;
  startsOn: Day;
  endsOn: Day;
  holidays: { day: Day; title: string }[];
}

/** The published file is not what it should be; nothing was changed. */
export class UnusableHolidays extends Error {}

/** England and Wales have eight bank holidays in an ordinary year, and more when one is proclaimed. */
const FEWEST_A_YEAR = 8;

/**
 * The table with the years of a published file (`{ "england-and-wales": { "events": [{ "title", "date" }] } }`) in place
 * of its own; years the file does not have are kept. A year that is not whole in the file is left out.
 * @throws UnusableHolidays for a file of another shape, or one that would leave a year between without its holidays
 */
export function refreshed(table: HolidayTable, published: unknown): HolidayTable {
  const events = eventsOf(published);
  const years = [...new Set(events.map(({ day }) => yearOf(day)))].filter(
    (year) => events.filter(({ day }) => yearOf(day) === year).length >= FEWEST_A_YEAR,
  );
  if (years.length === 0) throw new UnusableHolidays('The file has no year with its eight bank holidays.');
  const kept = table.holidays.filter(({ day }) => !years.includes(yearOf(day)));
  const holidays = [...kept, ...events.filter(({ day }) => years.includes(yearOf(day)))].sort((one, other) =>
    one.day < other.day ? -1 : 1,
  );
  const covered = [...new Set(holidays.map(({ day }) => yearOf(day)))].sort();
  const first = Number(covered[0]);
  if (covered.some((year, at) => Number(year) !== first + at)) {
    throw new UnusableHolidays('A year would be missing between those of the service and those of the file.');
  }
  return { ...table, startsOn: `${first}-01-01`, endsOn: `${covered.at(-1)}-12-31`, holidays };
}

/** What differs, one line each: "+ 2029-01-01 New Year’s Day", "- …". */
export function differences(before: HolidayTable, after: HolidayTable): string[] {
  const line = ({ day, title }: HolidayTable['holidays'][number]): string => `${day} ${title}`;
  const [had, has] = [before.holidays.map(line), after.holidays.map(line)];
  return [
    ...had.filter((one) => !has.includes(one)).map((one) => `- ${one}`),
    ...has.filter((one) => !had.includes(one)).map((one) => `+ ${one}`),
  ];
}

function eventsOf(published: unknown): { day: Day; title: string }[] {
  const events = field(field(published, 'england-and-wales'), 'events');
  if (!Array.isArray(events)) {
    throw new UnusableHolidays(
      'The file has no "england-and-wales" with "events": download the JSON of all divisions.',
    );
  }
  const found = events.map((event: unknown) => {
    const [day, title] = [field(event, 'date'), field(event, 'title')];
    if (!isDay(day) || typeof title !== 'string' || title.trim() === '') {
      throw new UnusableHolidays('An event of the file has no real date, or no title.');
    }
    const isSubstitute = field(event, 'notes') === 'Substitute day';
    return { day, title: isSubstitute ? `${title.trim()} (substitute day)` : title.trim() };
  });
  if (new Set(found.map(({ day }) => day)).size !== found.length) {
    throw new UnusableHolidays('The file has two holidays on one day.');
  }
  return found;
}

const yearOf = (day: Day): string => day.slice(0, 4);

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
