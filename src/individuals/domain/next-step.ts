import { type Day } from '../../shared/day';
import { addWorkingDays, WorkingDaysAsKnown } from '../../shared/working-days';

export type StepKind =
  | 'record_overdue_review'
  | 'decide_entry'
  | 'screen'
  | 'name_people'
  | 'write_plan'
  | 'change_returned_plan'
  | 'finish_plan'
  | 'approve_plan'
  | 'approve_plan_for_panel'
  | 'set_review'
  | 'record_review';

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
  hasScreening: boolean;
  hasLeadAndOwner: boolean;
  plan: { status: string; isReturned: boolean } | null;
  nextReviewDueOn: Day | null;
  /** There is a review, which cannot be held for a while: nobody has to set one. */
  isReviewExempt: boolean;
}

/** What this user may do with this case. */
export interface MayDo {
  recordReview: boolean;
  decideEntry: boolean;
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

/**
 * What a case needs, most pressing first: a review that is overdue, then the plan on its way from screening to approval, then the
 * review to come. Nothing for whoever left the cohort.
 */
export function stepsOf(stands: CaseStanding, today: Day): Step[] {
  const { nextReviewDueOn: dueOn } = stands;
  const isOverdue = dueOn !== null && dueOn < today;
  const review: Step = { kind: isOverdue ? 'record_overdue_review' : 'record_review', dueOn };
  if (stands.decisionDueOn !== null) return decisionSteps(stands, isOverdue ? [review] : []);
  if (stands.hasLeft) return isOverdue ? [review] : [];
  const towardsPlan = planStep(stands);
  if (isOverdue) return [review, ...towardsPlan];
  const isLive = stands.plan?.status === 'live' && !stands.isReviewExempt;
  if (dueOn === null) return isLive && towardsPlan.length === 0 ? [{ kind: 'set_review', dueOn: null }] : towardsPlan;
  return [...towardsPlan, review];
}

/** The first of those steps that this user may take; null when what is next is for others. */
export const nextStepFor = (steps: Step[], may: MayDo): Step | null => steps.find(({ kind }) => MAY[kind](may)) ?? null;

const MAY: Record<StepKind, (may: MayDo) => boolean> = {
  record_overdue_review: ({ recordReview }) => recordReview,
  decide_entry: ({ decideEntry }) => decideEntry,
  screen: ({ screen }) => screen,
  name_people: ({ namePeople }) => namePeople,
  write_plan: ({ writePlan }) => writePlan,
  change_returned_plan: ({ writePlan }) => writePlan,
  finish_plan: ({ writePlan }) => writePlan,
  approve_plan: ({ approvePlan }) => approvePlan,
  approve_plan_for_panel: ({ approvePlanForPanel }) => approvePlanForPanel,
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
  if (!hasScreening) return [{ kind: 'screen', dueOn: inCohortSince }, ...naming];
  if (naming.length > 0) return naming;
  if (plan === null) return [{ kind: 'write_plan', dueOn }];
  if (plan.status === 'awaiting_approval') return [{ kind: 'approve_plan', dueOn }];
  if (plan.status === 'awaiting_panel') return [{ kind: 'approve_plan_for_panel', dueOn }];
  if (plan.isReturned) return [{ kind: 'change_returned_plan', dueOn }];
  return plan.status === 'draft' ? [{ kind: 'finish_plan', dueOn }] : [];
}
