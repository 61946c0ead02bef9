import { addMonths, type Day } from '../../shared/day';
import { addWorkingDays, WorkingDaysAsKnown } from '../../shared/working-days';

export type StepKind =
  | 'record_overdue_review'
  | 'decide_entry'
  | 'agree_lower_band'
  | 'screen'
  | 'screen_again'
  | 'check_membership'
  | 'plan_hand_over'
  | 'name_people'
  | 'write_plan'
  | 'change_returned_plan'
  | 'finish_plan'
  | 'close_gaps'
  | 'send_changes'
  | 'approve_plan'
  | 'approve_plan_for_panel'
  | 'do_action'
  | 'set_review'
  | 'record_review';

export type OwedKind = 'agree_lower_band' | 'screen_again' | 'check_membership';

/** How a case stands, as far as its next step depends on it. */
export interface CaseStanding {
  /** First day in the cohort; null outside it. */
  inCohortSince: Day | null;
  /** The same day, or the one on which the plan they had since was closed. */
  planOwedFrom: Day | null;
  /** A referral was accepted and nobody has decided whether they enter the cohort: by when it is to be decided. */
  decisionDueOn: Day | null;
  /** They left the cohort and have no open plan. */
  hasLeft: boolean;
  /** The day it was decided that they do not enter, of somebody who has not come in since. */
  refusedOn: Day | null;
  hasScreening: boolean;
  hasLeadAndOwner: boolean;
  /** Nobody leads and nobody owns: whoever may name somebody does it before anything else. */
  hasNobody: boolean;
  /** When they are over the age of the panel in whose cohort they are; null outside it, or where no birth is known. */
  tooOldOn: Day | null;
  /** What the reminders say too: by when, where it is due soon or overdue. */
  owed: Partial<Record<OwedKind, Day>>;
  plan: { status: string; isReturned: boolean } | null;
  /** Of a live plan that says more than its edition, how many risks and needs nothing answers; null where it says no more. */
  unsentGaps: number | null;
  /** By when the first of this user's own open actions is due, where that is soon or was. */
  ownActionDueOn: Day | null;
  nextReviewDueOn: Day | null;
  /** There is a review, which cannot be held for a while: nobody has to set one. */
  isReviewExempt: boolean;
}

/** What this user may do with this case. */
export interface MayDo {
  recordReview: boolean;
  decideEntry: boolean;
  /** Not to what they judged themselves. */
  agreeBand: boolean;
  screen: boolean;
  namePeople: boolean;
  writePlan: boolean;
  /** Not for what they sent themselves. */
  approvePlan: boolean;
  approvePlanForPanel: boolean;
}

export interface Step {
  kind: StepKind;
  dueOn: Day | null;
}

/** Working days to an approved plan, from acceptance or from the day the plan before was closed; the reminders count the same (obligations()). */
export const PLAN_WITHIN_WORKING_DAYS = 20;

/** When a plan must be live that is owed from this day; beyond the bank holidays we know, only weekends are left out. */
export const planDueOn = (owedFrom: Day): Day =>
  addWorkingDays(owedFrom, PLAN_WITHIN_WORKING_DAYS, new WorkingDaysAsKnown().isWorkingDay);

/** Whoever grows too old for the panel is named this long before. */
const HAND_OVER_MONTHS = 3;

/**
 * What a case needs, what is due first at the top; what has no day is for today. Of one day: a review that is overdue, then the plan on
 * its way from screening to approval, then what this user is to do, then the review to come. Nothing for whoever left the cohort or was decided not to enter.
 */
export function stepsOf(stands: CaseStanding, today: Day): Step[] {
  const { nextReviewDueOn: dueOn, refusedOn, inCohortSince } = stands;
  const isOverdue = dueOn !== null && dueOn < today;
  const review: Step = { kind: isOverdue ? 'record_overdue_review' : 'record_review', dueOn };
  const overdue = isOverdue ? [review] : [];
  const owed = [...owedSteps(stands), ...ownAction(stands)];
  if (stands.decisionDueOn !== null) {
    return decisionSteps(stands, [...overdue, ...owed.filter((step) => step.dueOn !== null && step.dueOn < today)]);
  }
  const isRefused = refusedOn !== null && inCohortSince === null && stands.plan === null;
  if (stands.hasLeft || isRefused) return overdue;
  const towardsPlan = planStep(stands);
  const steps = [...overdue, ...towardsPlan, ...owed, ...handOver(stands, today)];
  const isLive = stands.plan?.status === 'live' && towardsPlan.length === 0;
  if (dueOn === null && isLive && !stands.isReviewExempt) steps.push({ kind: 'set_review', dueOn: null });
  if (isLive) steps.push(...unsentSteps(stands));
  if (dueOn !== null && !isOverdue) steps.push(review);
  const dayOf = (step: Step): Day => step.dueOn ?? today;
  return steps.toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)));
}

/** Who approves reads each gap, so that is first. The plan that people act on is looked at when it is reviewed: by then it is approved. */
const unsentSteps = ({ unsentGaps, nextReviewDueOn: dueOn }: CaseStanding): Step[] =>
  unsentGaps === null ? [] : [{ kind: unsentGaps > 0 ? 'close_gaps' : 'send_changes', dueOn }];

const owedSteps = ({ owed }: CaseStanding): Step[] =>
  OWED_KINDS.flatMap((kind) => (owed[kind] === undefined ? [] : [{ kind, dueOn: owed[kind] }]));

const OWED_KINDS: OwedKind[] = ['agree_lower_band', 'screen_again', 'check_membership'];

/** What somebody promised a person to do is theirs, whoever leads the case. */
const ownAction = ({ ownActionDueOn: dueOn }: CaseStanding): Step[] =>
  dueOn === null ? [] : [{ kind: 'do_action', dueOn }];

export const isHandOverDue = (tooOldOn: Day, today: Day): boolean => today >= addMonths(tooOldOn, -HAND_OVER_MONTHS);

const handOver = ({ tooOldOn }: CaseStanding, today: Day): Step[] =>
  tooOldOn !== null && isHandOverDue(tooOldOn, today) ? [{ kind: 'plan_hand_over', dueOn: tooOldOn }] : [];

/** The first of those steps that this user may take; null when what is next is for others. */
export const nextStepFor = (steps: Step[], may: MayDo): Step | null => steps.find(({ kind }) => MAY[kind](may)) ?? null;

const MAY: Record<StepKind, (may: MayDo) => boolean> = {
  record_overdue_review: ({ recordReview }) => recordReview,
  decide_entry: ({ decideEntry }) => decideEntry,
  agree_lower_band: ({ agreeBand }) => agreeBand,
  screen: ({ screen }) => screen,
  screen_again: ({ screen }) => screen,
  check_membership: ({ decideEntry }) => decideEntry,
  plan_hand_over: ({ decideEntry, writePlan }) => decideEntry || writePlan,
  name_people: ({ namePeople }) => namePeople,
  write_plan: ({ writePlan }) => writePlan,
  change_returned_plan: ({ writePlan }) => writePlan,
  finish_plan: ({ writePlan }) => writePlan,
  close_gaps: ({ writePlan }) => writePlan,
  send_changes: ({ writePlan }) => writePlan,
  approve_plan: ({ approvePlan }) => approvePlan,
  approve_plan_for_panel: ({ approvePlanForPanel }) => approvePlanForPanel,
  // Only ever this user's own.
  do_action: () => true,
  set_review: ({ recordReview }) => recordReview,
  record_review: ({ recordReview }) => recordReview,
};

/**
 * Whoever may decide about the cohort decides first; meanwhile those who work the case screen, and somebody is named. The plan
 * waits: it is owed from the entry on, to whoever enters.
 */
const decisionSteps = (stands: CaseStanding, overdue: Step[]): Step[] => [
  ...overdue,
  { kind: 'decide_entry', dueOn: stands.decisionDueOn },
  ...(stands.hasScreening ? [] : [{ kind: 'screen', dueOn: null } as const]),
  ...(stands.hasLeadAndOwner ? [] : [{ kind: 'name_people', dueOn: null } as const]),
];

/** One step at a time: nobody writes a plan of somebody who was not screened or has nobody to lead. */
function planStep(stands: CaseStanding): Step[] {
  const { inCohortSince, planOwedFrom, hasScreening, hasLeadAndOwner, plan } = stands;
  // While an approved edition stands, whose review is due one day, no plan is owed.
  const hasReview = stands.nextReviewDueOn !== null || stands.isReviewExempt;
  const dueOn = planOwedFrom === null || hasReview ? null : planDueOn(planOwedFrom);
  const naming: Step[] = hasLeadAndOwner ? [] : [{ kind: 'name_people', dueOn: inCohortSince }];
  // Where nobody works the case yet, nobody screens: whoever may name somebody is asked to, and does not wait for a screening.
  const screening: Step = { kind: 'screen', dueOn: inCohortSince };
  if (!hasScreening)
    return stands.hasNobody && inCohortSince !== null ? [...naming, screening] : [screening, ...naming];
  if (naming.length > 0) return naming;
  if (plan === null) return [{ kind: 'write_plan', dueOn }];
  if (plan.status === 'awaiting_approval') return [{ kind: 'approve_plan', dueOn }];
  if (plan.status === 'awaiting_panel') return [{ kind: 'approve_plan_for_panel', dueOn }];
  if (plan.isReturned) return [{ kind: 'change_returned_plan', dueOn }];
  return plan.status === 'draft' ? [{ kind: 'finish_plan', dueOn }] : [];
}
