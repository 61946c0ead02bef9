import { type Day, dayInWords, isBefore } from '../../shared/day';
import { type PlaceInCohort, windowByRule } from './place-in-cohort';
import type { ReviewWindow } from './review-rule';
import { opensOn } from './window-opens';
import { onWorkingDay } from './working-due-day';

export interface PlaceAsked {
  schedule: { dueOn: Day; countedFrom: Day };
  /** Null: not known, so the new rule alone is asked. */
  before: PlaceInCohort | null;
  after: PlaceInCohort;
  today: Day;
}

/** The window a new place gives a running review, and why in words that come after "because". */
export interface SoonerByPlace extends ReviewWindow {
  because: string;
}

/**
 * The review that runs, by the rule of the new tier or strand: counted from what it counts from now, and only when that is
 * sooner. A decision of today makes nobody late for a day that was not theirs: what would lie in the past is due today,
 * or on the next working day, as with an event. A rule that allows longer than the one before moves nothing, also where
 * an exemption has put the date back.
 */
export function soonerByPlace({ schedule, before, after, today }: PlaceAsked): SoonerByPlace | null {
  const { countedFrom, dueOn: isDueOn } = schedule;
  const byRule = windowByRule(countedFrom, after);
  if (before !== null && !isBefore(byRule.dueOn, windowByRule(countedFrom, before).dueOn)) return null;
  const isPast = isBefore(byRule.dueOn, today);
  const dueOn = isPast ? onWorkingDay(today, today).dueOn : byRule.dueOn;
  if (!isBefore(dueOn, isDueOn)) return null;
  const over = isPast
    ? ` By the rule that was ${dayInWords(byRule.dueOn)}, which is over, so the review is due ${dueOn === today ? 'today' : 'on the next working day'}.`
    : '';
  return {
    windowFrom: opensOn({ wanted: byRule.windowFrom, dueOn, countedFrom }),
    dueOn,
    rule: byRule.rule,
    explanation: `${byRule.explanation}${over}`,
    because: becauseOf(after, byRule, countedFrom),
  };
}

/** Which of the two made it sooner: a tier and a strand may change together. */
function becauseOf(after: PlaceInCohort, { dueOn }: ReviewWindow, from: Day): string {
  const { tier, strand } = after;
  if (strand === null || windowByRule(from, { tier, strand: null }).dueOn === dueOn) {
    return `the tier became ${tier ?? 'unknown'}`;
  }
  return `the strand became ${strand.replace('_', ' ')}`;
}

/** Why the date moved, as its history keeps it. */
export const placeReason = (wasDueOn: Day, because: string, on: Day): string =>
  `Brought forward from ${dayInWords(wasDueOn)} because ${because} on ${dayInWords(on)}`;

/** The same where the review of the other of two records that were joined was due sooner. */
export const joinedReason = (wasDueOn: Day, dueOn: Day): string =>
  `Brought forward from ${dayInWords(wasDueOn)}: two records of one person were joined, and the review of the other was due sooner, by ${dayInWords(dueOn)}`;

export const isJoinedReason = (reason: string | null): boolean =>
  /^Brought forward from .+: two records of one person were joined/.test(reason ?? '');

/** As the database writes it too when the records are taken apart: whoever did that chose no date. */
export const PARTED_REASON = 'The two records were taken apart: the date from before holds again';
export const PARTED_RULE_REASON =
  'The two records were taken apart: the date that was set meanwhile stays, by the rule and up to the latest day from before';

export const isPartedReason = (reason: string | null): boolean =>
  [PARTED_REASON, PARTED_RULE_REASON].some((parted) => (reason ?? '').startsWith(parted));

/** Such a reason, when a page asks who set a date: the rule did. */
export const isPlaceReason = (reason: string | null): boolean =>
  /^Brought forward from .+ because (the tier|the strand|two records)/.test(reason ?? '');

/** What a place would do to the review, for whoever is about to decide. */
export function forecastWords(asked: PlaceAsked & { isExempt: boolean }): string {
  const { schedule, before, after, isExempt } = asked;
  const sooner = soonerByPlace(asked);
  const stays = isExempt ? ' It stays exempt.' : '';
  if (sooner !== null) {
    return `The review due by ${dayInWords(schedule.dueOn)} is brought forward to ${dayInWords(sooner.dueOn)}.${stays}`;
  }
  const { countedFrom } = schedule;
  const isLonger =
    before !== null && isBefore(windowByRule(countedFrom, before).dueOn, windowByRule(countedFrom, after).dueOn);
  return isLonger
    ? `The review stays due by ${dayInWords(schedule.dueOn)}: the later dates of this rule begin with the review after it.`
    : `The review stays due by ${dayInWords(schedule.dueOn)}.`;
}
