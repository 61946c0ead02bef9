import fc from 'fast-check';
import { addDays, type Day } from '../../shared/day';
import { hasLowered, LIMIT_BY_JOINING, limitByRules, limitCause, limitReason } from './limit-cause';
import { joinedReason, PARTED_REASON } from './place-change';

const FIRST = '2026-12-01';
const LATEST = 40;
const CRITICAL = { rule: 'Critical tier: every 4 weeks', explanation: 'Counted from 5 November 2026.' };
const RULES = ['After an arrest', 'After a missing episode'];
const act = fc.record({
  act: fc.constantFrom('event', 'place', 'by hand', 'join', 'part'),
  day: fc.integer({ min: 0, max: LATEST }),
  rule: fc.constantFrom(...RULES),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

interface Event {
  id: number;
  rule: string;
  rule_due_on: Day;
  brought_forward: boolean;
  recorded_at: Date;
}

/** A schedule as the verbs change it, which knows what made its latest day: an event by its number, else a word. */
class Schedule {
  dueOn = addDays(FIRST, 5);
  noLaterThan = addDays(FIRST, LATEST);
  cause: number | string = 'rule';
  readonly changes: { reason: string; to_due_on: Day; changed_at: Date }[] = [];
  readonly events: Event[] = [];
  private before: { dueOn: Day; noLaterThan: Day; cause: number | string; after: string } | null = null;

  run({ act: what, day, rule }: Act, at: number): void {
    const on = addDays(FIRST, day);
    if (what === 'event') this.happened(at, { on, rule });
    else if (what === 'place')
      this.lower(on, limitByRules('the tier became critical', CRITICAL), { at, cause: 'change' });
    else if (what === 'by hand' && on <= this.noLaterThan) this.set({ dueOn: on }, 'School asked', at);
    else if (what === 'join') this.join(on, at);
    else if (what === 'part') this.part(at);
  }

  private happened(at: number, { on, rule }: { on: Day; rule: string }): void {
    const brought = on < this.dueOn;
    this.events.unshift({ id: at, rule, rule_due_on: on, brought_forward: brought, recorded_at: new Date(at) });
    if (brought) this.set({ dueOn: on, noLaterThan: on, cause: 'rule' }, rule, at);
    else this.lower(on, rule, { at, cause: at });
  }

  private join(on: Day, at: number): void {
    if (this.before) return;
    const { dueOn, noLaterThan, cause } = this;
    if (on < dueOn) this.set({ dueOn: on, cause: 'joining' }, joinedReason(dueOn, on), at);
    else this.lower(on, LIMIT_BY_JOINING, { at, cause: 'joining' });
    if (this.state() !== [dueOn, noLaterThan].join()) this.before = { dueOn, noLaterThan, cause, after: this.state() };
  }

  /** As the database does: only what nobody touched meanwhile goes back. */
  private part(at: number): void {
    if (this.before && this.before.after === this.state()) this.set({ ...this.before }, PARTED_REASON, at);
    this.before = null;
  }

  private lower(on: Day, because: string, { at, cause }: { at: number; cause: number | string }): void {
    if (on >= this.noLaterThan || on < this.dueOn) return;
    this.set({ noLaterThan: on, cause }, limitReason(because, on), at);
  }

  private set(values: Partial<Pick<Schedule, 'dueOn' | 'noLaterThan' | 'cause'>>, reason: string, at: number): void {
    const { dueOn = this.dueOn, noLaterThan = this.noLaterThan, cause = this.cause } = values;
    Object.assign(this, { dueOn, noLaterThan, cause });
    this.changes.unshift({ reason, to_due_on: dueOn, changed_at: new Date(at) });
  }

  private state(): string {
    return [this.dueOn, this.noLaterThan].join();
  }
}

describe('what made the latest day the rules allow', () => {
  it('is what is named: the same event, tier or merge, whatever happened before and after it', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const schedule = new Schedule();
        acts.forEach((one, index) => schedule.run(one, index + 1));
        const found = limitCause(schedule);
        expect(found.by === 'event' ? found.event.id : found.by).toBe(schedule.cause);
        if (found.by === 'event') {
          expect(found.event.rule_due_on).toBe(schedule.noLaterThan);
          expect(hasLowered(found.event, schedule)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is the first of two events that allow the same day, and only that one is said to have lowered it', () => {
    const schedule = new Schedule();
    schedule.run({ act: 'event', day: 20, rule: 'After an arrest' }, 1);
    schedule.run({ act: 'event', day: 20, rule: 'After an arrest' }, 2);
    expect(limitCause(schedule)).toMatchObject({ by: 'event', event: { id: 1 } });
    expect(schedule.events.map((event) => hasLowered(event, schedule))).toEqual([false, true]);
  });
});
