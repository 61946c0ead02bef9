import fc from 'fast-check';
import table from './bank-holidays-england-wales.json';
import { addDays, daysBetween, weekday } from './day';
import {
  BeyondHolidayTable,
  addWorkingDays,
  holidayTableEndsOn,
  isWorkingDay,
  workingDayOnOrBefore,
  workingDaysBetween,
} from './working-days';

const years = [2024, 2025, 2026, 2027, 2028];
const coveredDay = fc
  .integer({ min: 0, max: daysBetween('2024-01-01', '2028-12-31') })
  .map((n) => addDays('2024-01-01', n));
const middleDay = fc
  .integer({ min: 0, max: daysBetween('2025-01-01', '2027-12-31') })
  .map((n) => addDays('2025-01-01', n));

describe('the bank holiday table', () => {
  it('holds exactly the days the rules give, for every year', () => {
    expect(table.holidays.map(({ day }) => day)).toEqual(years.flatMap(holidaysByRule));
    expect(table.startsOn).toBe('2024-01-01');
    expect(holidayTableEndsOn()).toBe('2028-12-31');
  });

  it('rests on Easter dates that two methods and the published dates agree on', () => {
    expect(years.map(easterByGregorianComputus)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2028-04-16',
    ]);
    for (let year = 1900; year <= 2199; year += 1) {
      expect(easterByGregorianComputus(year)).toBe(easterByPaschalFullMoon(year));
    }
  });

  it('names every substitute day as one', () => {
    const substitutes = table.holidays.filter(({ title }) => title.includes('substitute')).map(({ day }) => day);
    expect(substitutes).toEqual(['2026-12-28', '2027-12-27', '2027-12-28', '2028-01-03']);
  });
});

describe('working days', () => {
  it('step over Christmas and Easter', () => {
    expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-29');
    expect(addWorkingDays('2027-12-24', 1)).toBe('2027-12-29');
    expect(addWorkingDays('2027-12-31', 1)).toBe('2028-01-04');
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-02');
    expect(workingDaysBetween('2026-04-02', '2026-04-07')).toBe(1);
    expect(workingDayOnOrBefore('2026-04-06')).toBe('2026-04-02');
    expect(workingDayOnOrBefore('2026-04-07')).toBe('2026-04-07');
  });

  it('number 252 to 254 a year, as counted on paper', () => {
    const counted = years.map((year) => workingDaysBetween(`${year}-01-01`, `${year}-12-31`));
    // 1 January is not counted by workingDaysBetween, and is a working day in none of these years.
    expect(counted).toEqual([254, 253, 253, 253, 252]);
  });

  it('are counted back the way they were added', () => {
    fc.assert(
      fc.property(middleDay, fc.integer({ min: -200, max: 200 }), (day, count) => {
        const reached = addWorkingDays(day, count);
        expect(count === 0 ? reached === day : isWorkingDay(reached)).toBe(true);
        expect(workingDaysBetween(day, reached)).toBe(count);
      }),
      { numRuns: 60 },
    );
  });

  it('move a day back by at most four days and never forward', () => {
    fc.assert(
      fc.property(coveredDay, (day) => {
        if (day === '2024-01-01') return;
        const moved = workingDayOnOrBefore(day);
        expect(isWorkingDay(moved)).toBe(true);
        expect(daysBetween(moved, day)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(moved, day)).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('are refused loudly outside the table, even on a weekend', () => {
    expect(isWorkingDay('2028-12-29')).toBe(true);
    for (const day of ['2029-01-01', '2029-01-06', '2023-12-31']) {
      expect(() => isWorkingDay(day)).toThrow(BeyondHolidayTable);
    }
    expect(() => addWorkingDays('2028-12-29', 1)).toThrow(/2028-12-31 only\. Add the missing years/);
    expect(() => workingDaysBetween('2028-12-01', '2029-02-01')).toThrow(BeyondHolidayTable);
  });
});

function holidaysByRule(year: number): string[] {
  const easter = easterByGregorianComputus(year);
  const christmas = firstFreeWeekday(`${year}-12-25`, []);
  // Boxing Day keeps its own date when Christmas Day moves past it: 25 December 2027 is a Saturday.
  const boxing = firstFreeWeekday(`${year}-12-26`, [christmas]);
  return [
    firstFreeWeekday(`${year}-01-01`, []),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMondayFrom(`${year}-05-01`),
    lastMondayTo(`${year}-05-31`),
    lastMondayTo(`${year}-08-31`),
    christmas,
    boxing,
  ].sort();
}

function firstFreeWeekday(day: string, taken: string[]): string {
  return weekday(day) > 5 || taken.includes(day) ? firstFreeWeekday(addDays(day, 1), taken) : day;
}

function firstMondayFrom(day: string): string {
  return weekday(day) === 1 ? day : firstMondayFrom(addDays(day, 1));
}

function lastMondayTo(day: string): string {
  return weekday(day) === 1 ? day : lastMondayTo(addDays(day, -1));
}

/** The anonymous Gregorian computus: arithmetic only, good for every year. */
function easterByGregorianComputus(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skipped = Math.floor((century + 8) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - skipped + 1) / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * correction + 114;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(Math.floor(days / 31))}-${two((days % 31) + 1)}`;
}

/** The Sunday after the ecclesiastical full moon, by the prayer-book table for 1900 to 2199. */
function easterByPaschalFullMoon(year: number): string {
  const golden = year % 19;
  const age = (19 * golden + 24) % 30;
  const fullMoon = addDays(`${year}-03-21`, age === 29 || (age === 28 && golden > 10) ? age - 1 : age);
  return addDays(fullMoon, 7 - (weekday(fullMoon) % 7));
}
