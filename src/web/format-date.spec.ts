import {
  contextualDue,
  dueState,
  govDate,
  govDateTime,
  govShortDate,
  govTime,
  govWeekday,
  mojDate,
} from './format-date';

describe('dates on a page', () => {
  it('writes a day in full, short and with its weekday', () => {
    expect(govDate('2026-11-21')).toBe('21 November 2026');
    expect(govDate('2026-03-04')).toBe('4 March 2026');
    expect(govWeekday('2027-01-14')).toBe('Thursday 14 January 2027');
  });

  it.each([
    ['2026-01-09', '9 Jan 2026'],
    ['2026-06-30', '30 June 2026'],
    ['2026-07-01', '1 July 2026'],
    ['2026-09-15', '15 Sept 2026'],
    ['2026-12-31', '31 Dec 2026'],
  ])('abbreviates the month of %s as GOV.UK does', (day, words) => {
    expect(govShortDate(day)).toBe(words);
  });

  it('puts an instant on its London day on both sides of the summer time change', () => {
    expect(govDate(new Date('2026-06-30T23:30:00Z'))).toBe('1 July 2026');
    expect(govDate(new Date('2026-12-31T23:30:00Z'))).toBe('31 December 2026');
  });

  it('writes London time before and after the clocks change', () => {
    expect(govDateTime(new Date('2026-03-29T00:59:00Z'))).toBe('29 March 2026 at 12:59am');
    expect(govDateTime(new Date('2026-03-29T01:00:00Z'))).toBe('29 March 2026 at 2am');
    expect(govDateTime(new Date('2026-10-25T00:30:00Z'))).toBe('25 October 2026 at 1:30am');
    expect(govDateTime(new Date('2026-10-25T01:30:00Z'))).toBe('25 October 2026 at 1:30am');
  });

  it.each([
    ['2026-11-21T09:32:00Z', '9:32am'],
    ['2026-11-21T11:00:00Z', '11am'],
    ['2026-11-21T12:00:00Z', 'midday'],
    ['2026-11-21T00:00:00Z', 'midnight'],
    ['2026-11-21T14:05:00+00:00', '2:05pm'],
  ])('says %s as %s', (instant, words) => {
    expect(govTime(instant)).toBe(words);
  });

  it('invents no midnight for a day that has no time', () => {
    expect(govDateTime('2026-11-21')).toBe('21 November 2026');
  });

  it('gives empty text for nothing and refuses what is no date', () => {
    expect(govDate(null)).toBe('');
    expect(govDateTime(undefined)).toBe('');
    expect(() => govDate('31/12/2026')).toThrow(RangeError);
    expect(() => govDate('2026-02-30')).toThrow(RangeError);
    expect(() => govDate(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('answers every type that mojTimeline may ask for', () => {
    const instant = '2026-09-15T08:32:00Z';
    expect(mojDate(instant, 'datetime')).toBe('15 September 2026 at 9:32am');
    expect(mojDate(instant, 'shortdatetime')).toBe('15 Sept 2026 at 9:32am');
    expect(mojDate(instant, 'date')).toBe('15 September 2026');
    expect(mojDate(instant, 'shortdate')).toBe('15 Sept 2026');
    expect(mojDate(instant, 'time')).toBe('9:32am');
    expect(() => mojDate(instant, 'week')).toThrow(RangeError);
  });
});

describe('a due day', () => {
  it.each([
    ['2026-11-09', 'Overdue by 12 days', 'overdue'],
    ['2026-11-20', 'Overdue by 1 day', 'overdue'],
    ['2026-11-21', 'Due today', 'today'],
    ['2026-11-22', 'Due tomorrow', 'soon'],
    ['2026-11-27', 'Due in 6 days', 'soon'],
    ['2026-11-28', 'Due in 7 days', 'soon'],
    ['2026-11-29', 'Due in 8 days', 'later'],
  ])('%s, seen on 21 November 2026, reads %s', (dueOn, words, state) => {
    expect(contextualDue(dueOn, '2026-11-21')).toBe(words);
    expect(dueState(dueOn, '2026-11-21')).toBe(state);
  });

  it('counts whole days across both clock changes', () => {
    expect(contextualDue('2026-03-30', '2026-03-28')).toBe('Due in 2 days');
    expect(contextualDue('2026-10-24', '2026-10-26')).toBe('Overdue by 2 days');
  });

  it('says nothing without a due day, and refuses to guess today', () => {
    expect(contextualDue(null, '2026-11-21')).toBe('');
    expect(() => contextualDue('2026-11-21', undefined)).toThrow(RangeError);
  });
});
