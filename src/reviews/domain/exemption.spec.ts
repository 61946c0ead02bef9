import fc from 'fast-check';
import { addDays, daysBetween } from '../../shared/day';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../shared/working-days';
import {
  dueAfterExemption,
  EXEMPTION_KINDS,
  explainClearing,
  heldAgainFrom,
  LONGEST_EXEMPTION_DAYS,
  whyNotExemptUntil,
} from './exemption';

const day = fc.integer({ min: 0, max: daysBetween('2025-01-01', '2027-09-01') }).map((n) => addDays('2025-01-01', n));
const kind = fc.constantFrom(...EXEMPTION_KINDS);
const exemption = fc
  .record({ since: day, kind, dueIn: fc.integer({ min: -60, max: 60 }), lasted: fc.integer({ min: 0, max: 182 }) })
  .map(({ since, kind: why, dueIn, lasted }) => ({
    kind: why,
    since,
    dueOn: addDays(since, dueIn),
    clearedOn: addDays(since, lasted),
  }));

describe('a review whose exemption is cleared', () => {
  it('is never due sooner than before', () => {
    fc.assert(
      fc.property(exemption, (asked) => expect(dueAfterExemption(asked) >= asked.dueOn).toBe(true)),
      { numRuns: 200 },
    );
  });

  it('is not rescued when it was overdue as the exemption was made', () => {
    fc.assert(
      fc.property(exemption, (asked) => {
        fc.pre(asked.dueOn < asked.since);
        expect(dueAfterExemption(asked)).toBe(asked.dueOn);
      }),
      { numRuns: 100 },
    );
  });

  it('gains no more working days than the exemption lasted, and at most ten', () => {
    fc.assert(
      fc.property(exemption, (asked) => {
        const dueOn = dueAfterExemption(asked);
        if (dueOn === asked.dueOn) return;
        const given = workingDaysBetween(asked.clearedOn, dueOn);
        expect(given).toBeGreaterThan(0);
        expect(given).toBeLessThanOrEqual(Math.min(10, workingDaysBetween(asked.since, asked.clearedOn)));
        expect(isWorkingDay(dueOn)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is due ten working days after an exemption of the person, five after one of the services', () => {
    const asked = { since: '2026-11-02', dueOn: '2026-11-09', clearedOn: '2026-12-14' };
    expect(dueAfterExemption({ ...asked, kind: 'hospital' })).toBe('2026-12-30');
    expect(dueAfterExemption({ ...asked, kind: 'agency_closed' })).toBe('2026-12-21');
  });

  it('gains nothing on the day the exemption was made, nor on the weekend after it', () => {
    const asked = { since: '2026-11-20', dueOn: '2026-11-20', kind: 'hospital' as const };
    expect(dueAfterExemption({ ...asked, clearedOn: '2026-11-20' })).toBe('2026-11-20');
    expect(dueAfterExemption({ ...asked, clearedOn: '2026-11-22' })).toBe('2026-11-20');
  });

  it('counts from its last day when it is cleared later than that', () => {
    expect(heldAgainFrom('2026-12-13', '2026-12-10')).toBe('2026-12-10');
    expect(heldAgainFrom('2026-12-13', '2026-12-14')).toBe('2026-12-14');
    expect(heldAgainFrom('2026-12-13', '2027-02-01')).toBe('2026-12-14');
  });

  it('can be worked out from its words: so many working days from the day it was over', () => {
    fc.assert(
      fc.property(exemption, (asked) => {
        const dueOn = dueAfterExemption(asked);
        if (dueOn === asked.dueOn) return;
        const said = Number(/there (?:is|are) (\d+) working/.exec(explainClearing(asked, dueOn))?.[1]);
        expect(addWorkingDays(asked.clearedOn, said)).toBe(dueOn);
      }),
      { numRuns: 100 },
    );
  });

  it('is not rescued by any number of exemptions one after the other, once it was overdue', () => {
    const rounds = fc.array(fc.record({ kind, wait: fc.nat(20), lasted: fc.integer({ min: 1, max: 182 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(day, fc.nat(20), rounds, (start, dueIn, all) => {
        let [today, dueOn] = [start, addDays(start, dueIn)];
        let overdueOn: string | null = null;
        for (const { kind: why, wait, lasted } of all) {
          const since = addDays(today, wait);
          if (overdueOn === null && dueOn < since) overdueOn = dueOn;
          today = addDays(since, lasted);
          const after = dueAfterExemption({ kind: why, since, dueOn, clearedOn: today });
          expect(after >= dueOn).toBe(true);
          dueOn = after;
        }
        if (overdueOn !== null) expect(dueOn).toBe(overdueOn);
      }),
      { numRuns: 200 },
    );
  });

  it('says how many days were given where the exemption lasted less than it may give', () => {
    const short = { since: '2026-12-01', dueOn: '2026-12-09', clearedOn: '2026-12-11', kind: 'hospital' as const };
    expect(
      explainClearing({ ...short, dueOn: '2026-12-14' }, dueAfterExemption({ ...short, dueOn: '2026-12-14' })),
    ).toBe(
      'The exemption is over, so there are 8 working days from 11 December 2026 to hold it: 23 December 2026 in place of 14 December 2026. That is as many as the exemption lasted: it never gives more, and never more than 10.',
    );
    const dayLong = { ...short, since: '2026-12-10', dueOn: '2026-12-10' };
    expect(explainClearing(dayLong, dueAfterExemption(dayLong))).toContain(
      'there is 1 working day from 11 December 2026 to hold it: 14 December 2026',
    );
  });

  it('says which of the three it was', () => {
    const asked = { since: '2026-11-02', dueOn: '2026-10-30', clearedOn: '2026-12-14', kind: 'hospital' as const };
    expect(explainClearing(asked, '2026-10-30')).toContain('overdue when it was exempted');
    expect(explainClearing({ ...asked, dueOn: '2026-12-31' }, '2026-12-31')).toContain('not changed');
    expect(explainClearing({ ...asked, dueOn: '2026-11-09' }, '2026-12-30')).toBe(
      'The exemption is over, so there are 10 working days from 14 December 2026 to hold it: 30 December 2026 in place of 9 November 2026.',
    );
  });
});

describe('the end of an exemption', () => {
  const today = '2026-11-21';

  it.each([
    [today, /after today/],
    [addDays(today, 1), null],
    [addDays(today, LONGEST_EXEMPTION_DAYS), null],
    [addDays(today, LONGEST_EXEMPTION_DAYS + 1), /on or before 22 May 2027/],
  ])('on %s', (until, refused) => {
    const why = whyNotExemptUntil(until, today);
    if (refused === null) expect(why).toBeNull();
    else expect(why).toMatch(refused);
  });
});
