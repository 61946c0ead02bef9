import { type Day, dayInWords, isBefore } from '../../shared/day';
import { isBirthday } from './event-words';
import { type PlaceInCohort, windowByRule } from './place-in-cohort';
import type { ReviewWindow } from './review-rule';
import type { TriggerKind } from './review-rules';
import { birthdaysWithin, type SoonerWindow, soonestOf } from './trigger';

interface Happened {
  kind: TriggerKind;
  happenedOn: Day;
}

export interface BirthAsked {
  schedule: ReviewWindow & { countedFrom: Day };
  /** Birthdays that count no more brought it to this day: what stood before the first of them. */
  setByBirthday: BeforeBirthdays | null;
  place: PlaceInCohort;
  /** What else is on record to have happened; birthdays left out. */
  events: readonly Happened[];
  dateOfBirth: Day | null;
  today: Day;
}

/** wasDueOn: null where it was made with a birthday. rule: of the event that had set that date; null where people or the tier had. */
export interface BeforeBirthdays {
  wasDueOn: Day | null;
  rule: string | null;
}

type SetBy = Happened & { rule: string; ruleDueOn: Day; wasDueOn: Day | null };

/**
 * A date of birth may be wrong more than once, and each birthday that counts no more stands on the one before it. Null: no
 * birthday set the date there is.
 * @param setBy what brought the schedule forward, newest first
 */
export function beforeBirthdays(
  schedule: { rule: string; dueOn: Day },
  setBy: readonly SetBy[],
): BeforeBirthdays | null {
  const last = setBy.findIndex((one) => isOfBirthday(schedule, one));
  const birthday = setBy[last];
  if (!birthday) return null;
  const { wasDueOn } = birthday;
  const earlier = setBy.slice(last + 1);
  const by = earlier.find(({ ruleDueOn }) => ruleDueOn === wasDueOn);
  if (!by || wasDueOn === null) return { wasDueOn, rule: null };
  return isBirthday(by.kind)
    ? beforeBirthdays({ rule: by.rule, dueOn: wasDueOn }, earlier)
    : { wasDueOn, rule: by.rule };
}

/** Whether a birthday, and nothing else, set the date that a schedule has. */
export const isOfBirthday = (
  schedule: { rule: string; dueOn: Day },
  trigger: Happened & { rule: string; ruleDueOn: Day },
) => isBirthday(trigger.kind) && trigger.rule === schedule.rule && trigger.ruleDueOn === schedule.dueOn;

/**
 * The window of a running review under another date of birth. What the wrong birthday alone had set goes back to what it
 * would have been, because it stood on a mistake; what a right one makes sooner comes forward. Null: nothing changes.
 */
export function windowAfterCorrection(asked: BirthAsked): SoonerWindow | null {
  const { schedule, dateOfBirth, events, today } = asked;
  const { countedFrom } = schedule;
  const base = asked.setByBirthday ? withoutBirthday(asked, asked.setByBirthday) : schedule;
  const birthdays = dateOfBirth === null ? [] : birthdaysWithin(dateOfBirth, { from: countedFrom, dueOn: base.dueOn });
  const unanswered = asked.setByBirthday ? events.filter(({ happenedOn }) => isBefore(countedFrom, happenedOn)) : [];
  const window = soonestOf(base, [...birthdays, ...unanswered], { today, countedFrom });
  return window.dueOn === schedule.dueOn && window.rule === schedule.rule ? null : window;
}

function withoutBirthday({ schedule, place }: BirthAsked, { wasDueOn, rule }: BeforeBirthdays): ReviewWindow {
  const byRule = windowByRule(schedule.countedFrom, place);
  if (wasDueOn === null || wasDueOn >= byRule.dueOn) return byRule;
  return {
    ...byRule,
    windowFrom: isBefore(wasDueOn, byRule.windowFrom) ? wasDueOn : byRule.windowFrom,
    dueOn: wasDueOn,
    rule: rule ?? 'Date set by people',
    explanation: `It was due on ${dayInWords(wasDueOn)} before a birthday that does not stand brought it forward.`,
  };
}

const BY = {
  correction: 'The date of birth was corrected on ',
  joining: 'Two records of one person were joined, and one date of birth stands since ',
};

export const birthReason = (on: Day, by: keyof typeof BY): string => `${BY[by]}${dayInWords(on)}`;

/** Such a reason, when a page asks who set a date: the rule did. */
export const isBirthReason = (reason: string | null): boolean =>
  Object.values(BY).some((words) => (reason ?? '').startsWith(words));
