import { dayInWords, type Day } from '../shared/day';
import type { CaseHeader } from './case-headers';
import type { UrgentAccess } from './urgent-access';
import { type MayDo, nextStepFor, type Step, type StepKind, stepsOf } from './domain/next-step';
import { PLAN_STATUS_WORDS, roleWords, TIER_WORDS } from './case-words';
import { accessPaths, caseNavigation, casePaths, type CaseSection } from './paths';

/** What `individuals/views/case-layout.njk` needs; every page of a case spreads it into its model. */
export const caseLayoutModel = (header: CaseHeader, current: CaseSection) => ({
  individual: {
    ...header,
    tierWords: header.tier === null ? 'Not in the cohort' : TIER_WORDS[header.tier],
    roleWords: roleWords(header.isExperiencing, header.isPerpetrating),
    planWords: header.plan === null ? 'No plan' : (PLAN_STATUS_WORDS[header.plan.status] ?? header.plan.status),
  },
  caseNavigation: caseNavigation(header.id, current),
  breakGlass: presentUrgentAccess(header.breakGlass),
});

/** What `partials/urgent-access.njk` says of the reader's own grant; null where nothing was opened urgently. */
export const presentUrgentAccess = (grant: UrgentAccess | null) =>
  grant === null ? null : { until: grant.until, endHref: accessPaths.ending(grant.id) };

export interface NextStep {
  text: string;
  /** None where what is next is not this user's. */
  href: string | null;
  dueOn: Day | null;
  /** Where it says why then. */
  whyHref: string | null;
}

/** The next step that this user may take, with the day it is due; when what is next is for others, what it waits for. */
export function presentNextStep(header: CaseHeader, hasScreening: boolean, may: MayDo, today: Day): NextStep {
  const steps = stepsOf(
    {
      inCohortSince: header.inCohortSince,
      planOwedFrom: header.planOwedFrom,
      decisionDueOn: header.decisionDueOn,
      hasLeft: header.leftCohortOn !== null && header.plan === null,
      hasScreening,
      hasLeadAndOwner: header.leadProfessional !== null && header.planOwner !== null,
      plan: header.plan,
      nextReviewDueOn: header.nextReviewDueOn,
      isReviewExempt: header.reviewExemption !== null,
    },
    today,
  );
  const step = nextStepFor(steps, may);
  if (step) return { text: STEP_WORDS[step.kind], href: STEP_PATHS[step.kind](header.id), ...dueOf(step, header.id) };
  const [others] = steps;
  if (others)
    return {
      text: `Nothing for you. It waits for this: ${WAITS_FOR[others.kind]}`,
      href: null,
      ...dueOf(others, header.id),
    };
  return { text: `Nothing is due${whyNothing(header)}`, href: null, dueOn: null, whyHref: null };
}

function whyNothing({ leftCohortOn, reviewExemption }: CaseHeader): string {
  if (reviewExemption !== null) return `: the review is exempt until ${dayInWords(reviewExemption.until)}`;
  return leftCohortOn === null ? '' : `: they left the cohort on ${dayInWords(leftCohortOn)}`;
}

/** Naming people has no date of its own: it stands with the day they came into the cohort. */
const dueOf = ({ kind, dueOn }: Step, id: string): Pick<NextStep, 'dueOn' | 'whyHref'> => ({
  dueOn,
  whyHref: WHY_PATHS[kind]?.(id) ?? null,
});

const whyPlan = (id: string): string => casePaths.dueDate(id, 'no_plan');

const WHY_PATHS: Partial<Record<StepKind, (id: string) => string>> = {
  record_overdue_review: casePaths.reviewDate,
  record_review: casePaths.reviewDate,
  decide_entry: (id) => casePaths.dueDate(id, 'cohort_decision'),
  screen: (id) => casePaths.dueDate(id, 'screening'),
  write_plan: whyPlan,
  change_returned_plan: whyPlan,
  finish_plan: whyPlan,
  approve_plan: whyPlan,
  approve_plan_for_panel: whyPlan,
};

const STEP_WORDS: Record<StepKind, string> = {
  record_overdue_review: 'Record the overdue review',
  decide_entry: 'Decide whether they enter the cohort',
  screen: 'Record a screening',
  name_people: 'Name a lead professional and a plan owner',
  write_plan: 'Write the plan',
  change_returned_plan: 'Change the plan: it was returned with a comment',
  finish_plan: 'Finish the plan and send it for approval',
  approve_plan: 'Approve the plan or return it',
  approve_plan_for_panel: 'Approve the plan for the panel, or return it',
  set_review: 'Set the next review',
  record_review: 'Record the next review',
};

const WAITS_FOR: Record<StepKind, string> = {
  record_overdue_review: 'whoever works the case records the overdue review',
  decide_entry: 'the panel, or a manager of the case, decides whether they enter the cohort',
  screen: 'whoever works the case records a screening',
  name_people: 'somebody is named as lead professional and plan owner',
  write_plan: 'whoever works the case writes the plan',
  change_returned_plan: 'whoever works the case changes the plan that was returned',
  finish_plan: 'whoever works the case finishes the plan and sends it',
  approve_plan: 'a manager approves the plan or returns it',
  approve_plan_for_panel: 'the panel approves the plan or returns it',
  set_review: 'whoever works the case sets the next review',
  record_review: 'whoever works the case records the next review',
};

const approval = (id: string): string => `${casePaths.plan(id)}/approval`;

const STEP_PATHS: Record<StepKind, (id: string) => string> = {
  record_overdue_review: casePaths.reviews,
  decide_entry: casePaths.people,
  screen: casePaths.screenings,
  name_people: casePaths.people,
  write_plan: casePaths.plan,
  change_returned_plan: casePaths.plan,
  finish_plan: casePaths.plan,
  approve_plan: approval,
  approve_plan_for_panel: approval,
  set_review: casePaths.reviews,
  record_review: casePaths.reviews,
};
