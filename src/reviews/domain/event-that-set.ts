import { type Day, dayInLondon } from '../../shared/day';
import { eventDayWords } from './event-words';
import type { TriggerKind } from './review-rules';
import { triggerDue } from './trigger';

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

/**
 * Of what the review before did not answer, the event that made the first date of this schedule, and the day it gave then:
 * that date, or the latest day where people set one sooner. What it did to the schedule before is no part of it.
 */
export function carriedOver<E extends Event>(
  schedule: Schedule & { startedOn: Day },
  events: readonly E[],
): { event: E; dueOn: Day } | null {
  const { id, rule, counted_from: from, made_at: madeAt, startedOn } = schedule;
  const today = dayInLondon(madeAt);
  const unanswered = events
    .filter((one) => one.schedule_id !== id && from !== null && one.happened_on > from && one.recorded_at <= madeAt)
    .map((event) => ({ event, ...triggerDue({ kind: event.kind, happenedOn: event.happened_on, today }) }));
  const soonest = first(
    unanswered,
    (one, other) => byDay(one.dueOn, other.dueOn) || byDay(one.event.happened_on, other.event.happened_on),
  );
  if (!soonest) return null;
  const hasSetIt = soonest.dueOn === startedOn || rule === `${SOONER_THAN_THE_RULE} ${soonest.rule}`;
  return hasSetIt ? { event: soonest.event, dueOn: soonest.dueOn } : null;
}

const newest = (one: Event, other: Event): number => other.recorded_at.getTime() - one.recorded_at.getTime();
const byDay = (one: Day, other: Day): number => one.localeCompare(other);

const first = <E>(all: E[], order: (one: E, other: E) => number): E | undefined => [...all].sort(order)[0];
