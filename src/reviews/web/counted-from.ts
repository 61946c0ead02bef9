import { addDays, type Day, dayInLondon, dayInWords } from '../../shared/day';
import { isBirthReason } from '../domain/birth-correction';
import { eventThatSet, SOONER_THAN_THE_RULE } from '../domain/event-that-set';
import { limitCause } from '../domain/limit-cause';
import { isJoinedReason, isPartedReason, isPlaceReason } from '../domain/place-change';
import { eventDayWords } from '../domain/event-words';
import type { CurrentScheduleRow } from '../reviews.queries';
import type { ScheduleChangeRow, TriggerRow } from '../schedule-history.queries';
import { AGREED_RULES, whenWords } from '../schedule-words';

interface Reading {
  schedule: CurrentScheduleRow;
  /** Newest first. */
  changes: readonly ScheduleChangeRow[];
  triggers: readonly TriggerRow[];
}

/** From which day the date there is now was counted, by whatever set it: the rule, an event, an exemption that ended, or people. */
export function countedFromWords({ schedule, changes, triggers }: Reading, today: Day): string {
  const setBy = changes.find((change) => change.to_due_on === schedule.due_on && isNewDate(change));
  const event = eventThatSet(schedule, triggers);
  const byRule = event ? ofTheEvent(event, today) : ofTheTier(schedule);
  switch (setBy?.act) {
    case 'exemption_cleared':
      return `${dayInWords(heldAgainOn(setBy))}, when the exemption was over`;
    case 'brought_forward':
      if (isJoinedReason(setBy.reason)) return 'The other of two records that were joined: its review was due then';
      if (isPlaceReason(setBy.reason) || isBirthReason(setBy.reason)) return byRule;
      return event && isSetBy(event, schedule) ? byRule : byHand(setBy);
    case 'moved':
      if (isBirthReason(setBy.reason)) return agreedOr(schedule, byRule);
      return byHand(setBy);
    case 'started':
      if (schedule.rule.startsWith(SOONER_THAN_THE_RULE)) return byHand(setBy);
      return agreedOr(schedule, byRule);
    default:
      return byRule;
  }
}

/** The latest day, which whoever chooses a date may not pass, and where it is another than the date: what made it. */
export function latestWords({ schedule, changes, triggers }: Reading, today: Day): string {
  const latestOn = dayInWords(schedule.no_later_than);
  const event = eventThatSet(schedule, triggers);
  const cause = limitCause({ noLaterThan: schedule.no_later_than, changes, events: triggers });
  switch (cause.by) {
    case 'event':
      return `${latestOn}. ${cause.event.rule}. Counted from ${ofTheEvent(cause.event, today)}`;
    case 'change':
      return `${latestOn}. Set on ${dayInWords(dayInLondon(cause.on))} because ${cause.because}`;
    case 'joining':
      return `${latestOn}. What the rules allowed of both records when they were joined`;
    default:
      if (schedule.no_later_than === schedule.due_on || (!event && schedule.counted_from === null)) return latestOn;
      return `${latestOn}. Counted from ${event ? ofTheEvent(event, today) : ofTheTier(schedule)}`;
  }
}

const ofTheEvent = ({ kind, happened_on: on }: TriggerRow, today: Day): string =>
  `${dayInWords(on)}, ${whenWords(kind, on, today)}`;

/** A date that holds again, because records were taken apart, was set by whatever set it before they were joined. */
const isNewDate = ({ from_due_on: from, to_due_on: to, reason }: ScheduleChangeRow): boolean =>
  from !== to && !isPartedReason(reason);

const agreedOr = ({ rule }: CurrentScheduleRow, byRule: string): string =>
  AGREED_RULES.includes(rule) ? 'People agreed this date, so it is not counted from a day' : byRule;

/** Not by hand later: then the explanation tells of that, and the day is another. */
const isSetBy = (event: TriggerRow, { explanation, due_on: dueOn }: CurrentScheduleRow): boolean =>
  event.rule_due_on === dueOn ||
  eventDayWords(event.kind, event.happened_on).some((words) => explanation.includes(words));

const ofTheTier = ({ counted_from: from }: CurrentScheduleRow): string =>
  from === null ? 'Not kept for this date' : dayInWords(from);

const byHand = (change: ScheduleChangeRow): string =>
  `${change.changed_by} chose this date on ${dayInWords(dayInLondon(change.changed_at))}, so it is not counted from a day`;

/** Ended late by hand, or by itself: from the day after its last one. */
function heldAgainOn({ changed_at: at, exempt_until: until }: ScheduleChangeRow): Day {
  const endedOn = dayInLondon(at);
  return until !== null && addDays(until, 1) < endedOn ? addDays(until, 1) : endedOn;
}
