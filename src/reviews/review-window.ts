import { addDays, type Day, dayInWords } from '../shared/day';
import type { FieldProblem } from '../shared/errors';
import { soonerSet } from './domain/date-by-hand';
import { SOONER_THAN_THE_RULE } from './domain/event-that-set';
import { type PlaceInCohort, windowByRule } from './domain/place-in-cohort';
import type { ReviewWindow } from './domain/review-rule';
import type { TriggerKind } from './domain/review-rules';
import { opensOn } from './domain/window-opens';
import { onWorkingDay } from './domain/working-due-day';
import { birthdaysWithin, type SoonerWindow, soonestOf } from './domain/trigger';

/** An event of a case, as the next date is counted from it. */
export interface HappenedEvent {
  kind: TriggerKind;
  happenedOn: Day;
}

/**
 * Of `individual`: what was recorded to have happened, birthdays left out, which the date of birth says, and the release that is
 * expected of who is in custody.
 */
export const eventsSql = (individual: string): string => `
  coalesce((SELECT json_agg(json_build_object('kind', e.kind, 'happenedOn', e.happened_on) ORDER BY e.happened_on, e.id)
              FROM (SELECT t.id, t.kind, t.happened_on FROM review_triggers t
                     WHERE t.individual_id = ${individual} AND t.kind NOT LIKE 'turning%'
                    UNION ALL
                    SELECT c.id, 'release', c.release_expected_on FROM individual_statuses c
                     WHERE c.individual_id = ${individual} AND c.release_expected_on IS NOT NULL AND c.until_on IS NULL
                       AND c.withdrawn_at IS NULL) e), '[]')`;

/** The window of the next schedule, what brought it forward, and the latest the rules would have allowed. */
export interface NextWindow extends SoonerWindow {
  noLaterThan: Day;
}

/** The day a review held on `from` makes the next one due, when nobody sets a sooner date. */
export function nextDueByRule(asked: Omit<NextWindowAsked, 'soonerOn' | 'agreed'>): Day {
  const window = nextWindow(asked);
  // Only a date set by people can be wrong.
  if ('message' in window) throw new Error(window.message);
  return window.dueOn;
}

interface NextWindowAsked extends PlaceInCohort {
  /** The day the rule counts from: the day the last review was held. */
  from: Day;
  dateOfBirth: Day | null;
  /** What is on record to have happened to the person: what came after `from` no review has answered yet. */
  events?: readonly HappenedEvent[];
  /** A date set in the review or by the panel. */
  soonerOn?: Day | null;
  /** A date agreed elsewhere, used in place of the rule's. */
  agreed?: ReviewWindow;
  today: Day;
}

/**
 * The rule of tier and strand, a birthday inside the window, an event after the day it counts from, and a date set by people:
 * whichever is sooner. A review that was held before an arrest has not answered it. A date set by
 * people on a day that is no working day becomes the working day before it.
 * @returns what is wrong with the date set by people, when it is
 */
export function nextWindow(asked: NextWindowAsked): NextWindow | FieldProblem {
  const { from, today, soonerOn } = asked;
  const byRule = asked.agreed ?? windowByRule(from, asked);
  const birthdays = asked.dateOfBirth === null ? [] : birthdaysWithin(asked.dateOfBirth, { from, dueOn: byRule.dueOn });
  const unanswered = (asked.events ?? []).filter(({ happenedOn }) => happenedOn > from);
  const latest = soonestOf(byRule, [...birthdays, ...unanswered], { today, countedFrom: from });
  const noLaterThan = latest.dueOn;
  if (!soonerOn || soonerOn === noLaterThan) return { ...latest, noLaterThan };
  const latestInWords = dayInWords(noLaterThan);
  if (soonerOn < today || soonerOn <= from)
    return problem('The next review must be due today or later, after this review');
  const dayAfter = addDays(from, 1);
  const { dueOn, words } = onWorkingDay(soonerOn, dayAfter > today ? dayAfter : today);
  if (soonerOn > noLaterThan || dueOn > noLaterThan) {
    return problem(`The next review must be due on or before ${latestInWords}, the latest the rules allow`);
  }
  const sentence = words === '' ? '' : ` ${words}`;
  if (dueOn === noLaterThan) return { ...latest, noLaterThan, explanation: `${latest.explanation}${sentence}` };
  return {
    ...latest,
    windowFrom: opensOn({ wanted: latest.windowFrom, dueOn, countedFrom: from }),
    dueOn,
    noLaterThan,
    rule: `${SOONER_THAN_THE_RULE} ${latest.rule}`,
    explanation: `${soonerSet(dueOn)}.${sentence} The latest by the rules would be ${latestInWords}. ${latest.explanation}`,
  };
}

const problem = (message: string): FieldProblem => ({ field: 'nextDueOn', message });
