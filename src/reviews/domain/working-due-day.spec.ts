import fc from 'fast-check';
import { addDays, type Day } from '../../shared/day';
import { isWorkingDay } from '../../shared/working-days';
import { nextWindow } from '../review-window';
import { moveTo } from './schedule-change';
import { triggerDue } from './trigger';
import { onWorkingDay } from './working-due-day';

/** Every day of two years with their bank holidays. */
const days = fc.integer({ min: 0, max: 730 }).map((n) => addDays('2026-01-01', n));
const workingDaysBetween = (from: Day, to: Day): Day[] => {
  const found: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) found.push(day);
  return found;
};

describe('the day a review is due', () => {
  it('is the working day asked for, else the one before, else the next', () => {
    expect(onWorkingDay('2026-12-11', '2026-11-21')).toEqual({ dueOn: '2026-12-11', words: '' });
    // Easter Monday 2027: back over the weekend and Good Friday.
    expect(onWorkingDay('2027-03-29', '2026-11-21')).toEqual({
      dueOn: '2027-03-25',
      words:
        'Monday 29 March 2027 is not a working day, so it is due on the working day before, Thursday 25 March 2027.',
    });
    expect(onWorkingDay('2026-11-22', '2026-11-21')).toEqual({
      dueOn: '2026-11-23',
      words:
        'Sunday 22 November 2026 is not a working day, so it is due on the next working day, Monday 23 November 2026.',
    });
    expect(onWorkingDay('2040-01-02', '2026-11-21').words).toContain('are not in the service yet');
  });

  it('is the last working day from the first that is possible to the one asked for, or the first there is', () => {
    fc.assert(
      fc.property(days, days, (wanted, notBefore) => {
        const possible = workingDaysBetween(notBefore, wanted).at(-1);
        const next = workingDaysBetween(notBefore, addDays(notBefore, 7)).at(0);
        expect(onWorkingDay(wanted, notBefore).dueOn).toBe(possible ?? next);
      }),
      { numRuns: 300 },
    );
  });

  it('is a working day whoever sets it: by hand, in a review or by the panel, or by what happened too long ago', () => {
    fc.assert(
      fc.property(days, fc.nat(120), fc.nat(90), (today, wantedIn, ago) => {
        const wanted = addDays(today, wantedIn);
        const moved = moveTo(wanted, { dueOn: addDays(today, 200), noLaterThan: addDays(today, 200), today });
        if (!('dueOn' in moved)) throw new Error(moved.refused);
        const set = nextWindow({
          tier: 'monitoring',
          strand: null,
          dateOfBirth: null,
          from: today,
          soonerOn: wanted,
          today,
        });
        const happened = triggerDue({ kind: 'arrest', happenedOn: addDays(today, -ago), today });
        for (const { dueOn } of [moved, happened, ...('message' in set ? [] : [set])]) {
          expect([dueOn, isWorkingDay(dueOn), dueOn >= today]).toEqual([dueOn, true, true]);
        }
        if (!('message' in set)) expect(set.dueOn > today).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
