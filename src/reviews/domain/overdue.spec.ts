import fc from 'fast-check';
import { addDays } from '../../shared/day';
import { DUE_SOON_DAYS, daysOverdue, dueState, scheduleStatuses } from './overdue';
import { daysOverdueSql, dueStateSql, isOverdueSql } from './overdue.sql';

const today = '2026-03-04';
const active = (daysFromToday: number) => ({ dueOn: addDays(today, daysFromToday), today, status: 'active' as const });

describe('the due state of a review schedule', () => {
  it.each([
    [-400, 'overdue'],
    [-1, 'overdue'],
    [0, 'due_today'],
    [1, 'due_soon'],
    [DUE_SOON_DAYS, 'due_soon'],
    [DUE_SOON_DAYS + 1, 'later'],
  ])('%i days from today is %s', (days, state) => expect(dueState(active(days))).toBe(state));

  it.each(['exempt', 'completed', 'cancelled'] as const)('is never overdue when %s', (status) => {
    expect(dueState({ ...active(-30), status })).toBe('not_running');
    expect(daysOverdue({ ...active(-30), status })).toBe(0);
  });

  it('counts days overdue exactly when it is overdue', () => {
    expect(daysOverdue(active(-1))).toBe(1);
    expect(daysOverdue(active(0))).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.constantFrom(...scheduleStatuses), (days, status) => {
        const question = { ...active(days), status };
        expect(daysOverdue(question) > 0).toBe(dueState(question) === 'overdue');
        expect(daysOverdue(question)).toBe(status === 'active' && days < 0 ? -days : 0);
      }),
    );
  });

  it('becomes overdue once and stays so as the days pass', () => {
    const order = ['later', 'due_soon', 'due_today', 'overdue'];
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), (days) => {
        expect(order.indexOf(dueState(active(days - 1)))).toBeGreaterThanOrEqual(order.indexOf(dueState(active(days))));
      }),
    );
  });
});

describe('the same rule for PostgreSQL', () => {
  it.each([dueStateSql, isOverdueSql, daysOverdueSql])(
    '%p takes only a plain alias and a numbered parameter',
    (sql) => {
      expect(sql('schedule', '$2')).toContain('schedule.due_on');
      for (const alias of ['s; drop table x', 's.t', '"s"', '', 'S'])
        expect(() => sql(alias, '$1')).toThrow(RangeError);
      for (const parameter of ["'2026-03-04'", '$0', '1', '$1::date', '']) {
        expect(() => sql('s', parameter)).toThrow(RangeError);
      }
    },
  );
});
