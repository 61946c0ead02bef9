import fc from 'fast-check';
import { addDays } from '../../shared/day';
import { isWorkingDay } from '../../shared/working-days';
import { scheduleStatuses, type ScheduleStatus } from './overdue';
import { SCHEDULE_ACTS, SCHEDULE_CHANGES, moveTo, type ScheduleAct, whyNot } from './schedule-change';

/** Written down a second time on purpose: what may happen, and nothing else. */
const ALLOWED = [
  'active complete completed',
  'active exempt exempt',
  'active change_date active',
  'active bring_forward active',
  'active cancel cancelled',
  'exempt clear_exemption active',
  'exempt bring_forward exempt',
  'exempt cancel cancelled',
];

describe('the states of a schedule', () => {
  it('allow exactly eight acts of the twenty-four', () => {
    const found = scheduleStatuses.flatMap((status) =>
      SCHEDULE_ACTS.flatMap((act) => {
        const outcome = SCHEDULE_CHANGES[status][act];
        return 'to' in outcome ? [`${status} ${act} ${outcome.to}`] : [];
      }),
    );
    expect(found.sort()).toEqual([...ALLOWED].sort());
  });

  it.each(
    scheduleStatuses.flatMap((status) => SCHEDULE_ACTS.map((act): [ScheduleStatus, ScheduleAct] => [status, act])),
  )('%s, %s: allowed, or refused with a reason that is a sentence', (status, act) => {
    const refused = whyNot(status, act);
    expect(refused === null).toBe(ALLOWED.some((line) => line.startsWith(`${status} ${act} `)));
    if (refused !== null) expect(refused).toMatch(/^[A-Z].+\.$/);
  });

  it('end for ever: whatever is done in whatever order, nothing leaves completed or cancelled', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCHEDULE_ACTS), { maxLength: 20 }), (acts) => {
        let status: ScheduleStatus = 'active';
        for (const act of acts) {
          const outcome: { to: ScheduleStatus } | { refused: string } = SCHEDULE_CHANGES[status][act];
          if (status === 'completed' || status === 'cancelled') expect('refused' in outcome).toBe(true);
          if ('to' in outcome) status = outcome.to;
        }
      }),
    );
  });
});

describe('a date set by hand', () => {
  const today = '2026-11-21';
  const days = fc.integer({ min: -100, max: 100 });

  it('is never in the past, never later than the rules allow, and never changes one that is overdue', () => {
    fc.assert(
      fc.property(days, days, fc.nat(60), (dueIn, wantedIn, slack) => {
        const dueOn = addDays(today, dueIn);
        const wanted = addDays(today, wantedIn);
        const noLaterThan = addDays(dueOn, slack);
        const moved = moveTo(wanted, { dueOn, noLaterThan, today });
        // A Saturday or Sunday becomes another day, which its own spec is about.
        fc.pre(isWorkingDay(wanted));
        const isAllowed = dueIn >= 0 && wantedIn >= 0 && wantedIn !== dueIn && wantedIn <= dueIn + slack;
        expect('dueOn' in moved && moved.dueOn).toBe(isAllowed && wanted);
      }),
      { numRuns: 100 },
    );
  });
});
