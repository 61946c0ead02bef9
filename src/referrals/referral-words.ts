import type { ReferralStatus, TriageDecision } from './domain/triage';

export const REFERRAL_KINDS = ['proactive', 'reactive'] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

export const REFERRAL_KIND_WORDS: Record<ReferralKind, string> = {
  proactive: 'A worry: nothing has happened yet, or nothing that can be dated',
  reactive: 'Something that happened',
};

export const TOLD_ANSWERS = ['yes', 'no', 'not_safe'] as const;
export type ToldAnswer = (typeof TOLD_ANSWERS)[number];

export const TOLD_WORDS: Record<ToldAnswer, string> = {
  yes: 'Yes, they know',
  no: 'No, not yet',
  not_safe: 'No: telling them could put somebody at risk',
};

export const STATUS_WORDS: Record<ReferralStatus, string> = {
  awaiting_triage: 'Waiting for triage',
  more_information: 'Question to the referrer',
  accepted: 'Accepted for screening',
  redirected: 'Redirected',
  no_further_action: 'No further action',
};

export const STATUS_CLASSES: Record<ReferralStatus, string> = {
  awaiting_triage: 'govuk-tag--yellow',
  more_information: 'govuk-tag--orange',
  accepted: 'govuk-tag--green',
  redirected: 'govuk-tag--blue',
  no_further_action: 'govuk-tag--grey',
};

export const DECISION_WORDS: Record<TriageDecision, string> = {
  accept: 'Accept for screening',
  redirect: 'Redirect to another service',
  no_further_action: 'No further action',
  more_information: 'Ask the referrer for more information',
};

export type NoticeKind = 'made' | 'added_to' | 'answered' | 'overdue' | 'decided';

/** Subjects name nobody: they lie on locked telephones. */
export const NOTICE_SUBJECTS: Record<NoticeKind, string> = {
  made: 'A referral waits for triage',
  added_to: 'A referral was added to and waits for triage',
  answered: 'There is an answer to a referral you made',
  overdue: 'The triage of a referral is late',
  decided: 'There is a decision about a referral you made',
};

export const COHORT_OUTCOMES = ['entered', 'not_entered'] as const;
export type CohortOutcome = (typeof COHORT_OUTCOMES)[number];

export const COHORT_OUTCOME_WORDS: Record<CohortOutcome, string> = {
  entered: 'They entered the cohort.',
  not_entered: 'They did not enter the cohort.',
};

/** "Not known" is its own word: it is never shown, or read, as no. */
export function knownWords(answer: boolean | null): string {
  if (answer === null) return 'Not known';
  return answer ? 'Yes' : 'No';
}
