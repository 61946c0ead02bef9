import { type Day, dayInWords } from '../shared/day';
import { type Tier, TIER_WORDS } from '../individuals';
import { VOICE_WORDS } from '../plans';
import type { AwayNow } from '../users';
import type { ReviewDecision } from './domain/review-decision';
import { daysEarly, daysLate } from './domain/held-day';

/** One wording for form, check page, table and meeting. */
export const DECISION_WORDS: Record<ReviewDecision, string> = {
  continue: 'Continue with the plan',
  revise: 'Revise the plan',
  step_up: 'Step up to a higher tier',
  step_down: 'Step down to a lower tier',
  close: 'Close the plan',
};

/** "Step up to Critical". */
export const stepWords = (decision: ReviewDecision, tier: Tier): string =>
  `${decision === 'step_up' ? 'Step up' : 'Step down'} to ${TIER_WORDS[tier]}`;

/** What a review decided; of one from before the tier was kept, whether up or down alone. */
export const reviewDecisionWords = ({
  decision,
  new_tier: tier,
}: {
  decision: ReviewDecision;
  new_tier: Tier | null;
}): string => (tier === null ? DECISION_WORDS[decision] : stepWords(decision, tier));

/** The words of the plan: what a person says about it is called the same wherever it is asked. */
export const PERSON_VIEW_WORDS = VOICE_WORDS;

/** "On time" or "3 days late". */
export function onTimeWords(heldOn: Day, deadlineOn: Day): string {
  const late = daysLate(heldOn, deadlineOn);
  if (late === 0) return 'On time';
  return `${inDays(late)} late`;
}

/** "this is 25 days before this review can be held, from 17 December 2026". */
export const beforeItsWindow = (heldOn: Day, windowFrom: Day): string =>
  `this is ${inDays(daysEarly(heldOn, windowFrom))} before this review can be held, from ${dayInWords(windowFrom)}`;

/** "25 days before it could be held, from 17 December 2026. They move away next week."; null when it was not early. */
export function heldEarlyWords(heldOn: Day, windowFrom: Day, reason: string): string | null {
  const days = daysEarly(heldOn, windowFrom);
  if (days === 0) return null;
  return `${inDays(days)} before it could be held, from ${dayInWords(windowFrom)}. ${reason.trim() || 'No reason given.'}`;
}

const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Why there is nothing to record: of a plan with its schedule, which is exempt if it is there at all. */
export function whyNothingToRecord(exempt: { exempt_until: Day | null } | undefined, hasPlan: boolean): string {
  if (exempt)
    return `This review is exempt${exempt.exempt_until === null ? '' : ` until ${dayInWords(exempt.exempt_until)}`}, so there is none to record. If it was held, clear the exemption first.`;
  return hasPlan
    ? 'No review is scheduled for this plan, so there is none to record. Set a review date first.'
    : 'This person has no plan that runs, so there is no review to record: the last one may have closed it.';
}

const AUDIENCE_WORDS: Record<string, string> = {
  responsible: 'the plan owner and lead professional',
  agency_managers: 'the managers',
  panel_chairs: 'the panel chair',
  partnership_leads: 'the partnership lead',
};

/** What a rung of the ladder says and whom it is meant for: administrators make rungs, so no list of them is kept here. */
export function rungWords({ days_after_due: days, audience }: { days_after_due: number; audience: string }): string {
  return `${whenWords(days)}, to ${AUDIENCE_WORDS[audience] ?? 'somebody else'}`;
}

function whenWords(days: number): string {
  if (days === 0) return 'Due today';
  const count = inDays(Math.abs(days));
  return days < 0 ? `Due in ${count}` : `Overdue by ${count}`;
}

/** Why somebody else was told than the person it was meant for. */
const REDIRECT_WORDS = {
  away: 'who was away then',
  disabled: 'whose account was disabled',
  no_address: 'who had no e-mail address',
  bouncing: 'whose e-mail address took no mail',
} as const;

/** "until 28 November 2026", or until further notice while nobody knows the last day. */
export const untilWords = (until: Day | null): string =>
  until === null ? 'until further notice' : `until ${dayInWords(until)}`;

/** "who is away until 28 November 2026" as long as they are, as it is known today; "who was away then" of who is back, early or not. */
export function redirectWords({ id, reason }: Unreached, away: AwayNow): string {
  const until = away.get(id);
  if (reason !== 'away' || until === undefined) return REDIRECT_WORDS[reason];
  return until === null ? `away ${untilWords(until)}` : `who is away ${untilWords(until)}`;
}

interface Unreached {
  id: string;
  reason: keyof typeof REDIRECT_WORDS;
}

const REMINDER_STATUS_WORDS: Record<string, string> = {
  owed: 'Waiting to be sent',
  sent: 'Sent',
  failed: 'Could not be sent',
  suppressed: 'Not needed any more',
};

export const reminderStatusWords = (status: string): string => REMINDER_STATUS_WORDS[status] ?? status;

const NOT_SENT_WORDS: Record<string, string> = {
  review_recorded: 'the review was recorded',
  exempt: 'the review was exempted',
  cancelled: 'the plan was closed',
  done: 'it was done',
  date_changed: 'the date was changed',
  newer_rung: 'a later reminder took its place',
  no_longer_responsible: 'somebody else is responsible now',
  may_not_see: 'the case is not open to this person now',
  recipient_disabled: 'the account was disabled',
  recipient_away: 'this person is away',
  recipient_unreachable: 'the e-mail address takes no mail',
};

/** Why a reminder was not needed any more. */
export const notSentWords = (reason: string): string => NOT_SENT_WORDS[reason] ?? reason.replaceAll('_', ' ');

const UNTOLD_WORDS: Record<string, string> = {
  untold_away: 'this person is away, nobody in their place can be told',
  untold_disabled: 'this account is disabled',
  untold_no_address: 'this person has no e-mail address',
  untold_bouncing: 'this e-mail address takes no mail',
  untold_nobody: 'nobody is named who may be told, from the plan owner up to the partnership lead',
};

/** A rung that neither this person nor anybody higher up could be told. */
export const isUntold = (error: string): boolean => error in UNTOLD_WORDS;

export const untoldWords = (error: string): string =>
  error === 'untold_nobody'
    ? `Told to nobody: ${UNTOLD_WORDS[error] ?? error}`
    : `Told to nobody: ${UNTOLD_WORDS[error] ?? error}, and nobody higher up can be told`;
