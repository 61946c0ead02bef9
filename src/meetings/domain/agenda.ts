import { turnsOn } from '../../shared/age';
import { addDays, addMonths, type Day, daysBetween } from '../../shared/day';

/** What brings a case to an agenda by itself, where the panel's own rules say so. */
export const RULED_REASONS = [
  'escalated',
  'review_overdue',
  'cohort_decision',
  'new',
  'no_plan',
  'review_due',
  'stuck_plan',
  'stepping_down',
  'transfer',
  'turning_18',
  'turning_25',
] as const;
export type RuledReason = (typeof RULED_REASONS)[number];

/** What reaches an agenda by itself, where the panel's rules say so: cases for a reason, and places and groups that several cases are linked to. */
export const AGENDA_RULES = [...RULED_REASONS, 'linked_place'] as const;
export type AgendaRule = (typeof AGENDA_RULES)[number];

/**
 * Why a case stands on an agenda. `cohort_decision`: accepted, and nobody has decided whether they enter. `added`: a person put it there.
 * `escalation`: the panel below passed it on.
 */
export const AGENDA_REASONS = [...RULED_REASONS, 'added', 'escalation'] as const;
export type AgendaReason = (typeof AGENDA_REASONS)[number];

/** Before a panel has ever met, who entered within this many days of its first meeting is new to it. */
export const NEW_WITHIN_DAYS = 28;

/** A review so many days late has gone up the whole ladder of reminders: the panel answers for it now. */
export const ESCALATED_AFTER_DAYS = 14;

/** A plan that waits so long for its approval, or a draft so long for its first, is stuck. */
export const STUCK_AFTER_DAYS = 21;

/** A plan in which so many actions are overdue is stuck too. */
export const STUCK_WITH_OVERDUE_ACTIONS = 3;

/** Services end at these ages: the panel looks half a year ahead (2-practice 2.10). */
export const AGE_AHEAD_MONTHS = 6;

/** A case of the panel's cohort, as the agenda sees it. */
export interface AgendaCandidate {
  individualId: string;
  /** Null: not in the cohort. */
  tier: 'critical' | 'high' | 'medium' | 'monitoring' | null;
  /** First day of the present run in the cohort; a change of tier does not start a new one. Of whom was accepted, the day of that. */
  enteredOn: Day;
  hasLivePlan: boolean;
  /** Null: no review is scheduled. */
  reviewDueOn: Day | null;
  isExemptFromReview: boolean;
  /** Why it was on the agenda of the last meeting that was held, or of one that was cancelled since, and not decided there. */
  carriedAs: AgendaReason | null;
  dateOfBirth?: Day | null;
  /** Since when the plan has waited for approval, or been a draft nobody sent; null when it waits for nobody. */
  planWaitsSince?: Day | null;
  overdueActions?: number;
  /** A review outside the panel stepped the tier down or closed the plan since the last meeting. */
  steppedDownOutside?: boolean;
  /** A move in or out, or to another lead professional, waits for the panel. */
  transferWaits?: boolean;
  /** Here because another panel passed it on, and not of this panel's cohort: no rule lists it, it only has its place. */
  isPassedOn?: boolean;
  /** Accepted by this panel, which owes the decision whether they enter the cohort: nothing else brings them. */
  awaitsDecision?: boolean;
  /** This panel entered them itself, by an item of a meeting: they are not new to it. */
  enteredHere?: boolean;
  /** The panel has looked at the coming birthday before. */
  birthdaysSeen?: number[];
}

export interface AgendaQuestion {
  today: Day;
  heldOn: Day;
  /** The panel's meeting after this one, when it is in the diary. */
  nextHeldOn: Day | null;
  /** How often the panel meets: when it meets again, while the next meeting is not in the diary. */
  meetsEveryDays: number;
  /** The panel's last meeting that was held. */
  lastHeldOn: Day | null;
  /** What this panel lets reach its agenda by itself; everything when it says nothing. */
  reasons?: readonly AgendaRule[];
}

/** Why the panel must see this case at this meeting, or null when it need not. The most pressing reason wins. */
export function agendaReason(candidate: AgendaCandidate, question: AgendaQuestion): AgendaReason | null {
  if (candidate.isPassedOn) return null;
  const allowed = question.reasons ?? RULED_REASONS;
  if (candidate.awaitsDecision)
    return candidate.carriedAs !== null || allowed.includes('cohort_decision') ? 'cohort_decision' : null;
  const found = RULED_REASONS.find((reason) => allowed.includes(reason) && RULES[reason](candidate, question));
  return found ?? carried(candidate.carriedAs);
}

/**
 * What was passed on lands by itself, once; what the panel below asked then is not asked again by a place made here. Nor is the cohort
 * decision, once it is made.
 */
function carried(carriedAs: AgendaReason | null): AgendaReason | null {
  if (carriedAs === 'cohort_decision') return null;
  return carriedAs === 'escalation' ? 'added' : carriedAs;
}

const RULES: Record<RuledReason, (candidate: AgendaCandidate, question: AgendaQuestion) => boolean> = {
  escalated: ({ reviewDueOn }, { today }) =>
    reviewDueOn !== null && daysBetween(reviewDueOn, today) >= ESCALATED_AFTER_DAYS,
  review_overdue: ({ reviewDueOn }, { today }) => reviewDueOn !== null && reviewDueOn < today,
  // A day too many rather than a person too few: one who entered on the day of the last meeting counts as new. So does whoever it did not hear.
  new: ({ enteredOn, carriedAs, enteredHere = false }, { lastHeldOn, heldOn }) =>
    carriedAs === 'new' || (!enteredHere && enteredOn >= (lastHeldOn ?? addDays(heldOn, -NEW_WITHIN_DAYS))),
  cohort_decision: ({ awaitsDecision = false }) => awaitsDecision,
  no_plan: ({ hasLivePlan }) => !hasLivePlan,
  review_due: isReviewDue,
  stuck_plan: ({ planWaitsSince = null, overdueActions = 0 }, { today }) =>
    overdueActions >= STUCK_WITH_OVERDUE_ACTIONS ||
    (planWaitsSince !== null && daysBetween(planWaitsSince, today) >= STUCK_AFTER_DAYS),
  stepping_down: ({ steppedDownOutside = false }) => steppedDownOutside,
  transfer: ({ transferWaits = false }) => transferWaits,
  turning_18: (candidate, question) => isTurning(18, candidate, question),
  turning_25: (candidate, question) => isTurning(25, candidate, question),
};

/** Due before the panel meets again. A live plan whose next review nobody has set is due at once: it would be lost. */
function isReviewDue(
  { reviewDueOn, isExemptFromReview, hasLivePlan }: AgendaCandidate,
  question: AgendaQuestion,
): boolean {
  if (reviewDueOn === null) return hasLivePlan && !isExemptFromReview;
  return reviewDueOn < (question.nextHeldOn ?? addDays(question.heldOn, question.meetsEveryDays));
}

/** Half a year before the birthday, and once: what the panel made of it is in its decision. */
function isTurning(age: number, { dateOfBirth, birthdaysSeen = [] }: AgendaCandidate, { heldOn }: AgendaQuestion) {
  if (!dateOfBirth || birthdaysSeen.includes(age)) return false;
  const birthday = turnsOn(dateOfBirth, age);
  return birthday > heldOn && birthday <= addMonths(heldOn, AGE_AHEAD_MONTHS);
}

/** Of whom nobody has decided about the risk is not known, which is never read as low. */
const TIER_ORDER = ['critical', 'high', null, 'medium', 'monitoring'];

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

/** Minutes of a meeting given to one case: the more risk, the more time (a new case is told from the start). */
export const MINUTES_FOR: Record<NonNullable<AgendaCandidate['tier']>, number> = {
  critical: 8,
  high: 6,
  medium: 5,
  monitoring: 3,
};
const MINUTES_MORE_WHEN_NEW = 2;

/** What one place on the agenda takes; of a case nobody here may name, as much as the middle. */
export const minutesFor = (tier: AgendaCandidate['tier'], reason: AgendaReason | null): number =>
  MINUTES_FOR[tier ?? 'medium'] + (reason === 'new' || reason === 'cohort_decision' ? MINUTES_MORE_WHEN_NEW : 0);

/**
 * Minutes of a meeting that are no case's: the welcome with the statement and who is there, what was asked for last time, and at the end
 * locations, themes and other business. Set, not counted: nobody sees all the actions and topics, and all in the room have the same times.
 */
export const BUSINESS_MINUTES = { opening: 5, outstanding: 10, other: 10 };

/** The whole meeting: its business and its cases. */
export const minutesNeeded = (cases: number[]): number =>
  cases.reduce((sum, minutes) => sum + minutes, BUSINESS_MINUTES.opening + BUSINESS_MINUTES.outstanding) +
  BUSINESS_MINUTES.other;

/** How many minutes after the start each place begins, and whether it ends after the time that the cases have. */
export function timesOf(minutes: number[], meetingMinutes: number): { startsAfter: number; isBeyond: boolean }[] {
  let at = BUSINESS_MINUTES.opening + BUSINESS_MINUTES.outstanding;
  return minutes.map((minute) => {
    const startsAfter = at;
    at += minute;
    return { startsAfter, isBeyond: at > meetingMinutes - BUSINESS_MINUTES.other };
  });
}
