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
  /** A birthday that counts no more brought it to this day: the date before it, or null where it was made with that day. */
  setByBirthday: { wasDueOn: Day | null } | null;
  place: PlaceInCohort;
  /** What else is on record to have happened; birthdays left out. */
  events: readonly Happened[];
  dateOfBirth: Day | null;
  today: Day;
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
  const base = asked.setByBirthday ? withoutBirthday(asked, asked.setByBirthday.wasDueOn) : schedule;
  const birthdays = dateOfBirth === null ? [] : birthdaysWithin(dateOfBirth, { from: countedFrom, dueOn: base.dueOn });
  const unanswered = asked.setByBirthday ? events.filter(({ happenedOn }) => isBefore(countedFrom, happenedOn)) : [];
  const window = soonestOf(base, [...birthdays, ...unanswered], { today, countedFrom });
  return window.dueOn === schedule.dueOn && window.rule === schedule.rule ? null : window;
}

function withoutBirthday({ schedule, place }: BirthAsked, wasDueOn: Day | null): ReviewWindow {
  const byRule = windowByRule(schedule.countedFrom, place);
  if (wasDueOn === null || wasDueOn >= byRule.dueOn) return byRule;
  return {
    ...byRule,
    windowFrom: isBefore(wasDueOn, byRule.windowFrom) ? wasDueOn : byRule.windowFrom,
    dueOn: wasDueOn,
    rule: 'Date set by people',
    explanation: `It was due on ${dayInWords(wasDueOn)} before a birthday that does not stand brought it forward.`,
  };
}

const BY = {
  correction: 'The date of birth was corrected on ',
  joining: 'Two records of one person were joined, and the date of birth of the other stands since ',
};

export const birthReason = (on: Day, by: keyof typeof BY): string => `${BY[by]}${dayInWords(on)}`;

/** Such a reason, when a page asks who set a date: the rule did. */
export const isBirthReason = (reason: string | null): boolean =>
  Object.values(BY).some((words) => (reason ?? '').startsWith(words));
