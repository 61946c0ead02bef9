import type { Day } from '../../shared/day';
import { eventDayWords } from './event-words';
import type { TriggerKind } from './review-rules';

/** How the rule of a schedule begins whose date people set when it was made. */
export const SOONER_THAN_THE_RULE = 'Sooner than the rule.';

interface Event {
  schedule_id: string;
  kind: TriggerKind;
  happened_on: Day;
  rule: string;
  rule_due_on: Day;
  brought_forward: boolean;
  recorded_at: Date;
}

interface Schedule {
  id: string;
  rule: string;
  explanation: string;
  counted_from: Day | null;
  made_at: Date;
}

/**
 * Of what happened, the event by which the schedule is due: the one its explanation names; where the explanation tells of
 * something else meanwhile (a date set by hand, an exemption), the last that brought this schedule forward; or the first
 * after the review before, of those on record when the schedule was made.
 */
export function eventThatSet<E extends Event>(schedule: Schedule, events: readonly E[]): E | undefined {
  const rule = schedule.rule.replace(SOONER_THAN_THE_RULE, '').trim();
  const ofTheRule = events.filter((one) => one.rule === rule);
  const isItsOwn = (one: E): boolean => one.schedule_id === schedule.id && one.brought_forward;
  const named = ofTheRule.filter(({ kind, happened_on: on }) =>
    eventDayWords(kind, on).some((words) => schedule.explanation.includes(words)),
  );
  const { counted_from: from, made_at: madeAt } = schedule;
  return (
    named.find(isItsOwn) ??
    named[0] ??
    first(
      ofTheRule.filter(isItsOwn),
      (one, other) => newest(one, other) || byDay(one.rule_due_on, other.rule_due_on),
    ) ??
    first(
      ofTheRule.filter((one) => from !== null && one.happened_on > from && one.recorded_at <= madeAt),
      (one, other) => byDay(one.happened_on, other.happened_on),
    )
  );
}

const newest = (one: Event, other: Event): number => other.recorded_at.getTime() - one.recorded_at.getTime();
const byDay = (one: Day, other: Day): number => one.localeCompare(other);

const first = <E>(all: E[], order: (one: E, other: E) => number): E | undefined => [...all].sort(order)[0];
