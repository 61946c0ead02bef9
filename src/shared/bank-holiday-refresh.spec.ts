import table from './bank-holidays-england-wales.json';
import { differences, refreshed, UnusableHolidays } from './bank-holiday-refresh';

const year2029 = [
  ['2029-01-01', 'New Year’s Day'],
  ['2029-03-30', 'Good Friday'],
  ['2029-04-02', 'Easter Monday'],
  ['2029-05-07', 'Early May bank holiday'],
  ['2029-05-28', 'Spring bank holiday'],
  ['2029-08-27', 'Summer bank holiday'],
  ['2029-12-25', 'Christmas Day'],
  ['2029-12-26', 'Boxing Day'],
] as const;
const published = (days: readonly (readonly [string, string])[]) => ({
  'england-and-wales': {
    division: 'england-and-wales',
    events: days.map(([date, title]) => ({ title, date, notes: '', bunting: true })),
  },
  scotland: { division: 'scotland', events: [] },
});

describe('refreshing the bank holidays', () => {
  it('adds a year, says what is new, and changes nothing else', () => {
    const after = refreshed(table, published(year2029));
    expect([after.startsOn, after.endsOn]).toEqual(['2024-01-01', '2029-12-31']);
    expect(differences(table, after)).toEqual(year2029.map(([day, title]) => `+ ${day} ${title}`));
    expect(differences(after, refreshed(after, published(year2029)))).toEqual([]);
  });

  it('takes a day proclaimed for one year, and names a substitute day as one', () => {
    const days = table.holidays
      .filter(({ day }) => day.startsWith('2028'))
      .map(({ day, title }) => [day, title] as const);
    const after = refreshed(table, published([...days, ['2028-06-09', 'A day proclaimed']]));
    expect(differences(table, after)).toEqual(['+ 2028-06-09 A day proclaimed']);
    const file = published(year2029);
    const events = file['england-and-wales'].events.map((event, at) =>
      at === 0 ? { ...event, notes: 'Substitute day' } : event,
    );
    const named = refreshed(table, { 'england-and-wales': { events } });
    expect(named.holidays.some(({ title }) => title === 'New Year’s Day (substitute day)')).toBe(true);
  });

  it('leaves out a year that is not whole, and keeps its own', () => {
    expect(
      differences(table, refreshed(table, published([...year2029, ['2030-01-01', 'New Year’s Day']]))),
    ).toHaveLength(8);
    expect(() => refreshed(table, published(year2029.slice(0, 3)))).toThrow(UnusableHolidays);
  });

  it.each([
    [null, 'england-and-wales'],
    [{ division: 'england-and-wales', events: [] }, 'england-and-wales'],
    [published([...year2029, ['2029-02-30', 'No day']]), 'no real date'],
    [published([...year2029, ['2029-12-26', 'Twice']]), 'two holidays on one day'],
    [published(year2029.map(([day, title]) => [day.replace('2029', '2031'), title] as const)), 'would be missing'],
  ])('refuses a file of another shape', (file, why) => {
    expect(() => refreshed(table, file)).toThrow(why);
  });
});
