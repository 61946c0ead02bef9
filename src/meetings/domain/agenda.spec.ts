import fc from 'fast-check';
import { addDays, daysBetween } from '../../shared/day';
import { type AgendaCandidate, agendaReason, inOrderOfBusiness, minutesFor, minutesNeeded, timesOf } from './agenda';

const question = {
  today: '2026-11-21',
  heldOn: '2026-11-26',
  nextHeldOn: null,
  meetsEveryDays: 28,
  lastHeldOn: '2026-10-29',
};
const settled: AgendaCandidate = {
  individualId: 'a',
  tier: 'high',
  enteredOn: '2026-01-10',
  hasLivePlan: true,
  reviewDueOn: '2027-02-01',
  isExemptFromReview: false,
  carriedAs: null,
};
const reason = (changes: Partial<AgendaCandidate>, asked: Partial<typeof question> | { nextHeldOn: string } = {}) =>
  agendaReason({ ...settled, ...changes }, { ...question, ...asked });

describe('why a case is on the agenda', () => {
  it('leaves a settled case off', () => expect(reason({})).toBeNull());

  it('lists an overdue review before anything else; due today is not overdue', () => {
    expect(reason({ reviewDueOn: '2026-11-20', enteredOn: '2026-11-01' })).toBe('review_overdue');
    expect(reason({ reviewDueOn: '2026-11-21' })).toBe('review_due');
  });

  it('lists whoever entered since the last held meeting, or in four weeks when none was held', () => {
    expect(reason({ enteredOn: '2026-10-29' })).toBe('new');
    expect(reason({ enteredOn: '2026-10-28' })).toBeNull();
    expect(agendaReason({ ...settled, enteredOn: '2026-10-29' }, { ...question, lastHeldOn: null })).toBe('new');
    expect(agendaReason({ ...settled, enteredOn: '2026-10-28' }, { ...question, lastHeldOn: null })).not.toBe('new');
  });

  it('lists a member with no live plan', () => {
    expect(reason({ hasLivePlan: false, reviewDueOn: null })).toBe('no_plan');
  });

  it('lists a review due before the panel meets again', () => {
    // Not in the diary yet: by the panel's rhythm, four weeks after. What is due that day is held that day.
    expect(reason({ reviewDueOn: '2026-12-23' })).toBe('review_due');
    expect(reason({ reviewDueOn: '2026-12-24' })).toBeNull();
    expect(reason({ reviewDueOn: '2026-12-09' }, { meetsEveryDays: 14 })).toBe('review_due');
    expect(reason({ reviewDueOn: '2026-12-10' }, { meetsEveryDays: 14 })).toBeNull();
    expect(reason({ reviewDueOn: '2026-12-09' }, { nextHeldOn: '2026-12-10' })).toBe('review_due');
    expect(reason({ reviewDueOn: '2026-12-10' }, { nextHeldOn: '2026-12-10' })).toBeNull();
  });

  it('never loses a live plan that has no next review, unless it is exempt', () => {
    expect(reason({ reviewDueOn: null })).toBe('review_due');
    expect(reason({ reviewDueOn: null, isExemptFromReview: true })).toBeNull();
  });

  it('lists a review two weeks late as escalated, and not where the panel takes no escalations', () => {
    expect(reason({ reviewDueOn: '2026-11-07' })).toBe('escalated');
    expect(reason({ reviewDueOn: '2026-11-08' })).toBe('review_overdue');
    const few = { ...question, reasons: ['review_overdue'] as const };
    expect(agendaReason({ ...settled, reviewDueOn: '2026-11-07' }, few)).toBe('review_overdue');
    expect(agendaReason({ ...settled, enteredOn: '2026-11-20' }, few)).toBeNull();
  });

  it('lists a stuck plan: three weeks without an answer, or three overdue actions', () => {
    expect(reason({ planWaitsSince: '2026-10-31' })).toBe('stuck_plan');
    expect(reason({ planWaitsSince: '2026-11-01' })).toBeNull();
    expect(reason({ overdueActions: 3 })).toBe('stuck_plan');
    expect(reason({ overdueActions: 2 })).toBeNull();
  });

  it('lists a step down outside the panel, and birthdays half a year ahead, each once', () => {
    expect(reason({ steppedDownOutside: true })).toBe('stepping_down');
    expect(reason({ dateOfBirth: '2009-05-26' })).toBe('turning_18');
    expect(reason({ dateOfBirth: '2009-05-27' })).toBeNull();
    expect(reason({ dateOfBirth: '2008-11-26' })).toBeNull();
    expect(reason({ dateOfBirth: '2002-01-01' })).toBe('turning_25');
    expect(reason({ dateOfBirth: '2009-05-26', birthdaysSeen: [18] })).toBeNull();
  });

  it('brings back what the last meeting did not reach for the reason it was there, unless one is more pressing', () => {
    expect(reason({ carriedAs: 'stepping_down' })).toBe('stepping_down');
    expect(reason({ carriedAs: 'added' })).toBe('added');
    expect(reason({ carriedAs: 'escalation' })).toBe('added');
    expect(reason({ carriedAs: 'stepping_down', hasLivePlan: false })).toBe('no_plan');
    // Whoever the panel has not heard yet is still new to it.
    expect(reason({ carriedAs: 'new', hasLivePlan: false })).toBe('new');
  });

  it('lists every overdue review, whatever else is true of the case', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 900 }),
        (hasLivePlan, wasAdded, days) =>
          reason({
            hasLivePlan,
            carriedAs: wasAdded ? 'added' : null,
            reviewDueOn: addDays(question.today, -days),
          }) === (days >= 14 ? 'escalated' : 'review_overdue'),
      ),
    );
  });
});

describe('the order of business', () => {
  it('puts the highest tier first, then whoever has waited longest', () => {
    const listed = inOrderOfBusiness([
      { ...settled, individualId: 'medium', tier: 'medium', reviewDueOn: '2026-01-01' },
      { ...settled, individualId: 'high-later', reviewDueOn: '2026-11-20' },
      { ...settled, individualId: 'high-sooner', reviewDueOn: '2026-11-10' },
      { ...settled, individualId: 'critical', tier: 'critical', reviewDueOn: null, enteredOn: '2026-11-19' },
    ]);
    expect(listed.map((one) => one.individualId)).toEqual(['critical', 'high-sooner', 'high-later', 'medium']);
  });

  it('is the same whatever order the cases come in', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    const cases = fc.array(
      fc.record({
        individualId: fc.uuid(),
        tier: fc.constantFrom('critical' as const, 'medium' as const),
        reviewDueOn: day,
      }),
    );
    fc.assert(
      fc.property(cases, (some) => {
        const candidates = some.map((one) => ({ ...settled, ...one }));
        const ordered = inOrderOfBusiness(candidates);
        expect(inOrderOfBusiness([...candidates].reverse())).toEqual(ordered);
        const gaps = ordered.slice(1).map((one, at) => {
          const before = ordered[at] ?? one;
          return before.tier === one.tier ? daysBetween(before.reviewDueOn, one.reviewDueOn) : 0;
        });
        expect(gaps.every((gap) => gap >= 0)).toBe(true);
      }),
    );
  });
});

describe('the time of an agenda', () => {
  it('gives the highest risk the most, and a new case more', () => {
    expect(minutesFor('critical', 'review_due')).toBeGreaterThan(minutesFor('high', 'review_due'));
    expect(minutesFor('high', 'new')).toBeGreaterThan(minutesFor('high', 'review_due'));
    expect(minutesFor(null, null)).toBe(minutesFor('medium', 'added'));
  });

  it('says when each case begins, and which do not fit', () => {
    // Fifteen minutes before the cases are the opening's and the outstanding actions', ten at the end other business's.
    expect(timesOf([8, 6, 6], 40)).toEqual([
      { startsAfter: 15, isBeyond: false },
      { startsAfter: 23, isBeyond: false },
      { startsAfter: 29, isBeyond: true },
    ]);
    expect(minutesNeeded([8, 6, 6])).toBe(45);
  });
});
