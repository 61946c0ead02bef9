import { type Day, dayInWords, isBefore } from '../../shared/day';
import type { BirthdayTrigger, TriggerKind } from './review-rules';

export const AGES: Record<BirthdayTrigger, string> = { turning_17_and_a_half: '17 and a half', turning_18: '18' };

export const isBirthday = (kind: TriggerKind): kind is BirthdayTrigger => kind in AGES;

/** What an explanation says of the day of an event: a birthday is known before it comes, a release is expected. */
export function happenedInWords(kind: TriggerKind, on: Day, today: Day): string {
  if (!isBirthday(kind)) return `It ${isBefore(today, on) ? 'is expected' : 'happened'} on ${dayInWords(on)}.`;
  return `They ${isBefore(today, on) ? 'will turn' : 'turned'} ${AGES[kind]} on ${dayInWords(on)}.`;
}

/** Every way in which an explanation may name the day, also one that was kept from before; `eventThatSet` finds the event by it. */
export const eventDayWords = (kind: TriggerKind, on: Day): string[] => [
  `It happened on ${dayInWords(on)}.`,
  ...(isBirthday(kind)
    ? ['will turn', 'turned'].map((verb) => `They ${verb} ${AGES[kind]} on ${dayInWords(on)}.`)
    : []),
];

/** An explanation that was kept before a birthday, as it is read today: the day may have come since, or is yet to come. */
export function explanationOn(
  explanation: string,
  events: readonly { kind: TriggerKind; happened_on: Day }[],
  today: Day,
) {
  let words = explanation;
  for (const { kind, happened_on: on } of events.filter((event) => isBirthday(event.kind))) {
    for (const kept of eventDayWords(kind, on)) words = words.replace(kept, happenedInWords(kind, on, today));
  }
  return words;
}
