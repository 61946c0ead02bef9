import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addWeeks,
  dayInLondon,
  dayInWords,
  dayInWordsWithWeekday,
  daysBetween,
  isBefore,
  isDay,
  weekday,
} from './day';

const anyDay = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day', () => {
  it.each(['2026-03-04', '2024-02-29', '0001-01-01', '9999-12-31'])('is %s', (text) => expect(isDay(text)).toBe(true));

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-03-04',
    '2026-3-4',
    '04/03/2026',
    '20260304',
    '2026-W10',
    '2026-064',
    '2026-03-04T00:00:00Z',
    ' 2026-03-04',
    '2026-03-04\n',
    '0000-01-01',
    '',
    null,
    20260304,
    new Date(0),
  ])('is not %p', (value) => expect(isDay(value)).toBe(false));

  it('is the London day of an instant, whatever the zone of the machine', () => {
    expect(dayInLondon(new Date('2026-06-30T22:59:59Z'))).toBe('2026-06-30');
    expect(dayInLondon(new Date('2026-06-30T23:00:00Z'))).toBe('2026-07-01');
    expect(dayInLondon(new Date('2026-12-31T23:59:59Z'))).toBe('2026-12-31');
    expect(dayInLondon(new Date('2026-03-29T00:59:59Z'))).toBe('2026-03-29');
    expect(() => dayInLondon(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('agrees with the platform about the London day of any instant', () => {
    const platform = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
    const instants = fc.date({
      min: new Date('1995-01-01T00:00:00Z'),
      max: new Date('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(instants, (instant) => expect(dayInLondon(instant)).toBe(platform.format(instant))));
  });

  it('adds months without running over the end of a shorter one', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-08-31', -6)).toBe('2026-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });

  it('counts back what was added, across both clock changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (day, count) => {
        const moved = addDays(day, count);
        expect(daysBetween(day, moved)).toBe(count);
        expect(addDays(moved, -count)).toBe(day);
        expect(isBefore(day, moved)).toBe(count > 0);
      }),
    );
  });

  it('keeps the day of the week when weeks are added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (day, weeks) => {
        expect(addWeeks(day, weeks)).toBe(addDays(day, weeks * 7));
        expect(weekday(addWeeks(day, weeks))).toBe(weekday(day));
      }),
    );
  });

  it('is written out the way people read it', () => {
    expect(dayInWords('2026-03-04')).toBe('4 March 2026');
    expect(dayInWordsWithWeekday('2026-09-04')).toBe('Friday 4 September 2026');
  });

  it('refuses what is not a day without repeating it', () => {
    const refused = () => addDays('2010-02-30', 1);
    expect(refused).toThrow(RangeError);
    expect(refused).not.toThrow(/2010/);
    expect(() => isBefore('4 March', '2026-03-04')).toThrow(RangeError);
    expect(() => addDays('2026-03-04', 1.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});
