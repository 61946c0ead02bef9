import fc from 'fast-check';
import { addDays } from '../../shared/day';
import { workingDaysBetween } from '../../shared/working-days';
import { RECORDED_TRIGGERS, TRIGGER_KINDS, triggerRules } from './review-rules';
import { birthdaysWithin, soonestOf, triggerDue } from './trigger';

const today = '2026-11-21';
const window = {
  windowFrom: '2026-12-01',
  dueOn: '2026-12-31',
  rule: 'High tier: every 6 weeks',
  explanation: 'By rule.',
};

describe('what happens to a person', () => {
  it.each(TRIGGER_KINDS)('%s has one rule, with where its number comes from', (kind) => {
    expect(triggerRules[kind].source).toMatch(/^Practice: .+\.$/);
    expect(triggerRules[kind].workingDays).toBeGreaterThanOrEqual(0);
  });

  it('is counted in working days from the day it happened', () => {
    expect(triggerDue({ kind: 'arrest', happenedOn: '2026-11-20', today })).toEqual({
      dueOn: '2026-11-27',
      rule: 'After an arrest: within 5 working days',
      explanation: 'After an arrest: within 5 working days. It happened on 20 November 2026.',
    });
    // Over Christmas: 24, 29, 30, 31 December and 4 January.
    expect(triggerDue({ kind: 'weapon_find', happenedOn: '2026-12-23', today: '2026-12-23' }).dueOn).toBe('2027-01-04');
  });

  it('is due today, or on the next working day, when the rule’s day is over, and says so', () => {
    const late = triggerDue({ kind: 'arrest', happenedOn: '2026-10-01', today: '2026-11-20' });
    expect(late.dueOn).toBe('2026-11-20');
    expect(late.explanation).toContain(
      'By the rule that was 8 October 2026, which is over, so the review is due today.',
    );
    // Recorded on a Saturday.
    const laterStill = triggerDue({ kind: 'arrest', happenedOn: '2026-10-01', today });
    expect(laterStill.dueOn).toBe('2026-11-23');
    expect(laterStill.explanation).toContain('so the review is due on the next working day.');
  });

  it('counts when it is heard of after a review that was held since, and says so', () => {
    const events = [{ kind: 'arrest', happenedOn: '2026-11-18' }] as const;
    const since = soonestOf(window, events, { today, countedFrom: '2026-11-19' });
    expect(since).toMatchObject({ dueOn: '2026-11-25', because: { kind: 'arrest' } });
    const late =
      'It happened before 19 November 2026, the day this review counts from; what is heard of late counts all the same.';
    expect(since.explanation).toContain(late);
    const onTheDay = soonestOf(window, events, { today, countedFrom: '2026-11-18' });
    expect(onTheDay.explanation).not.toContain('heard of late');
  });

  it('brings a review forward to whichever is sooner, and never back', () => {
    const happened = fc.record({
      kind: fc.constantFrom(...RECORDED_TRIGGERS),
      happenedOn: fc.integer({ min: -60, max: 0 }).map((n) => addDays(today, n)),
    });
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 4 }), fc.integer({ min: -30, max: 90 }), (events, dueIn) => {
        const dueOn = addDays(today, dueIn);
        const found = soonestOf({ ...window, windowFrom: dueOn, dueOn }, events, { today, countedFrom: '2026-09-01' });
        const all = events.map((event) => triggerDue({ ...event, today }).dueOn);
        expect(found.dueOn).toBe([dueOn, ...all].sort()[0]);
        expect(found.windowFrom <= found.dueOn && found.windowFrom > '2026-09-01').toBe(true);
        expect(found.because !== null).toBe(found.dueOn < dueOn);
      }),
      { numRuns: 100 },
    );
  });
});

describe('birthdays', () => {
  it('count when they fall after the day the schedule counts from and up to the day it is due', () => {
    const within = (from: string, dueOn: string) =>
      birthdaysWithin('2008-12-10', { from, dueOn }).map(({ kind }) => kind);
    expect(within('2026-11-21', '2026-12-31')).toEqual(['turning_18']);
    expect(within('2026-12-10', '2026-12-31')).toEqual([]);
    expect(within('2026-12-09', '2026-12-10')).toEqual(['turning_18']);
    expect(within('2026-05-01', '2026-12-31')).toEqual(['turning_17_and_a_half', 'turning_18']);
  });

  it('hold the review by the eighteenth birthday, and within 20 working days of 17 and a half', () => {
    const eighteen = soonestOf(window, [{ kind: 'turning_18', happenedOn: '2026-12-12' }], {
      today,
      countedFrom: '2026-11-01',
    });
    expect(eighteen).toMatchObject({ dueOn: '2026-12-11', because: { kind: 'turning_18', ruleDueOn: '2026-12-11' } });
    const half = triggerDue({ kind: 'turning_17_and_a_half', happenedOn: '2026-11-23', today });
    expect(workingDaysBetween('2026-11-23', half.dueOn)).toBe(20);
  });
});
