import { addDays, type Day, dayInWords, isBefore } from '../../shared/day';
import { turnsOn } from '../../shared/age';
import {
  addWorkingDays,
  holidaysNotKnown,
  type IsWorkingDay,
  workingDayOnOrBefore,
  WorkingDaysAsKnown,
} from '../../shared/working-days';
import { whatSet } from './date-by-hand';
import { happenedInWords, isBirthday } from './event-words';
import type { ReviewWindow } from './review-rule';
import { opensFrom, opensOn } from './window-opens';
import { onWorkingDay } from './working-due-day';
import { type BirthdayTrigger, type TriggerKind, triggerRules } from './review-rules';

export interface TriggerDue {
  dueOn: Day;
  rule: string;
  explanation: string;
}

/**
 * When the plan is to be reviewed because of what happened: by the rule of its kind, but never before today, because a
 * date that is over when it is set helps nobody, and on a working day. Whether it is sooner than the date there is, the
 * caller asks.
 */
export function triggerDue(
  { kind, happenedOn, today }: { kind: TriggerKind; happenedOn: Day; today: Day },
  calendar?: IsWorkingDay,
): TriggerDue {
  const { label, workingDays } = triggerRules[kind];
  const known = new WorkingDaysAsKnown();
  const isWorking = calendar ?? known.isWorkingDay;
  const byRule =
    workingDays === 0
      ? workingDayOnOrBefore(happenedOn, isWorking)
      : addWorkingDays(happenedOn, workingDays, isWorking);
  const isPast = isBefore(byRule, today);
  const due = onWorkingDay(isPast ? today : byRule, today, isWorking);
  return {
    dueOn: due.dueOn,
    rule: label,
    explanation: [
      `${label}. ${happenedInWords(kind, happenedOn, today)}`,
      isPast
        ? `By the rule that was ${dayInWords(byRule)}, which is over, so the review is due ${due.dueOn === today ? 'today' : 'on the next working day'}.`
        : '',
      known.isCertain ? '' : holidaysNotKnown(),
    ]
      .join(' ')
      .trim()
      .replace('  ', ' '),
  };
}

interface Birthday {
  kind: BirthdayTrigger;
  happenedOn: Day;
}

const birthdaysOf = (dateOfBirth: Day): Birthday[] => [
  { kind: 'turning_17_and_a_half', happenedOn: turnsOn(dateOfBirth, 17, 6) },
  { kind: 'turning_18', happenedOn: turnsOn(dateOfBirth, 18) },
];

/** Whether it is a birthday of this date of birth, and not of one that stood before, or of another record. */
export const isOfBirth = (one: { kind: TriggerKind; happenedOn: Day }, dateOfBirth: Day | null): boolean =>
  dateOfBirth !== null &&
  birthdaysOf(dateOfBirth).some(({ kind, happenedOn }) => kind === one.kind && happenedOn === one.happenedOn);

/** The birthdays that count inside a schedule: after the day it counts from and before the day it is due. */
export function birthdaysWithin(dateOfBirth: Day, { from, dueOn }: { from: Day; dueOn: Day }): Birthday[] {
  return birthdaysOf(dateOfBirth).filter(
    ({ happenedOn }) => isBefore(from, happenedOn) && isBefore(happenedOn, addDays(dueOn, 1)),
  );
}

/** A window, and what happened that brought it forward, if anything did. */
export interface SoonerWindow extends ReviewWindow {
  because: { kind: TriggerKind; happenedOn: Day; rule: string; ruleDueOn: Day } | null;
}

/**
 * Recorded after a review that was held since: whoever held it did not have it on record, so it still brings the next one
 * forward. Rejected: that the review before has answered it, which nobody who sat there can be held to.
 */
const heardLate = ({
  kind,
  happenedOn,
  countedFrom,
}: {
  kind: TriggerKind;
  happenedOn: Day;
  countedFrom: Day;
}): string =>
  isBirthday(kind) || !isBefore(happenedOn, countedFrom)
    ? ''
    : ` It happened before ${dayInWords(countedFrom)}, the day this review counts from; what is heard of late counts all the same.`;

/** The window, or the one that something inside it makes sooner. What gives the same day or a later one changes nothing. */
export function soonestOf(
  window: ReviewWindow,
  happened: readonly { kind: TriggerKind; happenedOn: Day }[],
  { today, countedFrom }: { today: Day; countedFrom: Day },
  calendar?: IsWorkingDay,
): SoonerWindow {
  let soonest: SoonerWindow = { ...window, because: null };
  for (const { kind, happenedOn } of happened) {
    const { dueOn, rule, explanation } = triggerDue({ kind, happenedOn, today }, calendar);
    if (!isBefore(dueOn, soonest.dueOn)) continue;
    const wanted = isBefore(happenedOn, window.windowFrom) ? happenedOn : window.windowFrom;
    const opens = isBirthday(kind) ? opensOn : opensFrom;
    soonest = {
      // What has happened can be reviewed from the day it did; but by a review that comes after the one before.
      windowFrom: opens({ wanted, dueOn, countedFrom }),
      dueOn,
      rule,
      explanation: `${explanation}${heardLate({ kind, happenedOn, countedFrom })} That is sooner than ${dayInWords(window.dueOn)} (${whatSet(window)}).`,
      because: { kind, happenedOn, rule, ruleDueOn: dueOn },
    };
  }
  return soonest;
}
