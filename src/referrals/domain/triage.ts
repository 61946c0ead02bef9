import { type Day, isBefore } from '../../shared/day';
import { addWorkingDays, type IsWorkingDay } from '../../shared/working-days';

export const REFERRAL_STATUSES = [
  'awaiting_triage',
  'more_information',
  'accepted',
  'redirected',
  'no_further_action',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const TRIAGE_DECISIONS = ['accept', 'redirect', 'no_further_action', 'more_information'] as const;
export type TriageDecision = (typeof TRIAGE_DECISIONS)[number];

/**
 * The clock: a referral is triaged by the end of the second working day after it came (the practice of a front door, which
 * works in one or two), and anew from the day on which the referrer answers a question.
 */
export const TRIAGE_WORKING_DAYS = 2;

export const triageDueOn = (from: Day, isWorking: IsWorkingDay): Day =>
  addWorkingDays(from, TRIAGE_WORKING_DAYS, isWorking);

const AFTER: Record<TriageDecision, ReferralStatus> = {
  accept: 'accepted',
  redirect: 'redirected',
  no_further_action: 'no_further_action',
  more_information: 'more_information',
};

/** Where a decision leads, or undefined where it cannot be made: what is closed stays closed, a question is asked once at a time. */
export function statusAfter(status: ReferralStatus, decision: TriageDecision): ReferralStatus | undefined {
  if (!isOpen(status)) return undefined;
  return status === 'more_information' && decision === 'more_information' ? undefined : AFTER[decision];
}

/** Waits for the panel, or for the referrer's answer to its question. */
export const isOpen = (status: ReferralStatus): boolean =>
  status === 'awaiting_triage' || status === 'more_information';

/** The clock runs while the panel holds it, not while it waits for an answer. Due today is not overdue. */
export const isTriageOverdue = (referral: { status: ReferralStatus; triageDueOn: Day }, today: Day): boolean =>
  referral.status === 'awaiting_triage' && isBefore(referral.triageDueOn, today);
