import { addDays, type Day } from '../../shared/day';

/** Why a case stands on an agenda. `added`: a person put it there, or the last meeting did not reach it. */
export const AGENDA_REASONS = ['review_overdue', 'new', 'no_plan', 'review_due', 'added'] as const;
export type AgendaReason = (typeof AGENDA_REASONS)[number];

/** Without a next meeting in the diary, a review due within this many days of the meeting belongs to it. */
export const REVIEWS_AHEAD_DAYS = 28;

/** A case of the panel's cohort, as the agenda sees it. */
export interface AgendaCandidate {
  individualId: string;
  tier: 'critical' | 'high' | 'medium' | 'monitoring';
  /** First day of the present run in the cohort; a change of tier does not start a new one. */
  enteredOn: Day;
  hasLivePlan: boolean;
  /** Null: no review is scheduled. */
  reviewDueOn: Day | null;
  isExemptFromReview: boolean;
  /** The last meeting that was held had it on its agenda and did not decide. */
  wasNotReached: boolean;
}

export interface AgendaQuestion {
  today: Day;
  heldOn: Day;
  /** The panel's meeting after this one, when it is in the diary. */
  nextHeldOn: Day | null;
  /** The panel's last meeting that was held. */
  lastHeldOn: Day | null;
}

/** Why the panel must see this case at this meeting, or null when it need not. The most pressing reason wins. */
export function agendaReason(candidate: AgendaCandidate, question: AgendaQuestion): AgendaReason | null {
  const { reviewDueOn } = candidate;
  if (reviewDueOn !== null && reviewDueOn < question.today) return 'review_overdue';
  // A day too many rather than a person too few: one who entered on the day of the last meeting counts as new.
  if (candidate.enteredOn >= (question.lastHeldOn ?? addDays(question.heldOn, -REVIEWS_AHEAD_DAYS))) return 'new';
  if (!candidate.hasLivePlan) return 'no_plan';
  if (isReviewDue(candidate, question)) return 'review_due';
  return candidate.wasNotReached ? 'added' : null;
}

/** Due before the panel meets again. A live plan whose next review nobody has set is due at once: it would be lost. */
function isReviewDue({ reviewDueOn, isExemptFromReview }: AgendaCandidate, question: AgendaQuestion): boolean {
  if (reviewDueOn === null) return !isExemptFromReview;
  return question.nextHeldOn === null
    ? reviewDueOn <= addDays(question.heldOn, REVIEWS_AHEAD_DAYS)
    : reviewDueOn < question.nextHeldOn;
}

const TIER_ORDER = ['critical', 'high', 'medium', 'monitoring'];

/** The order of business: the highest tier first, within a tier whoever has waited longest. */
export function inOrderOfBusiness<Candidate extends AgendaCandidate>(candidates: Candidate[]): Candidate[] {
  return [...candidates].sort(
    (one, other) =>
      TIER_ORDER.indexOf(one.tier) - TIER_ORDER.indexOf(other.tier) ||
      compare(waitingSince(one), waitingSince(other)) ||
      compare(one.individualId, other.individualId),
  );
}

const waitingSince = ({ reviewDueOn, enteredOn }: AgendaCandidate): Day => reviewDueOn ?? enteredOn;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
