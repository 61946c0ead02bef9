import { turnsOn } from '../shared/age';
import { dayInWords, type Day } from '../shared/day';
import type { CaseHeader, ResponsiblePerson } from './case-headers';
import type { UrgentAccess } from './urgent-access';
import type { CaseFacts, OwedRow } from './case-overview';
import { type MayDo, nextStepFor, type OwedKind, type Step, type StepKind, stepsOf } from './domain/next-step';
import { PLAN_STATUS_WORDS, roleWords, TIER_WORDS } from './case-words';
import { accessPaths, caseNavigation, casePaths, type CaseSection } from './paths';

/** What `individuals/views/case-layout.njk` needs; every page of a case spreads it into its model. */
export const caseLayoutModel = (header: CaseHeader, current: CaseSection) => ({
  individual: {
    ...header,
    tierWords: header.tier === null ? 'Not in the cohort' : TIER_WORDS[header.tier],
    roleWords: roleWords(header.isExperiencing, header.isPerpetrating),
    planWords: header.plan === null ? 'No plan' : (PLAN_STATUS_WORDS[header.plan.status] ?? header.plan.status),
    leadWords: responsibleWords(header.leadProfessional),
    ownerWords: responsibleWords(header.planOwner),
  },
  caseNavigation: caseNavigation(header.id, current),
  breakGlass: presentUrgentAccess(header.breakGlass),
});

/** Who moved to another agency keeps the part, and not the sight, until it is handed over: every page says so. */
const responsibleWords = (person: ResponsiblePerson | null): string =>
  person === null ? 'Nobody named' : `${person.name}${person.hasGone ? ' (has left, to be handed over)' : ''}`;

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
export function presentNextStep(header: CaseHeader, facts: CaseFacts | undefined, may: MayDo, today: Day): NextStep {
  const hasScreening = facts?.screened_on != null;
  const tooOldOn = tooOldOnOf(header, facts);
  const refusedOn = facts?.refused_on ?? null;
  const steps = stepsOf(
    {
      inCohortSince: header.inCohortSince,
      planOwedFrom: header.planOwedFrom,
      decisionDueOn: header.decisionDueOn,
      hasLeft: header.leftCohortOn !== null && header.plan === null,
      ...{ hasScreening, refusedOn, tooOldOn },
      hasLeadAndOwner: header.leadProfessional !== null && header.planOwner !== null,
      hasNobody: header.leadProfessional === null && header.planOwner === null,
      owed: owedOf(facts),
      plan: header.plan,
      unsentGaps: facts?.unsent_gaps ?? null,
      ownActionDueOn: facts?.own_action_due_on ?? null,
      nextReviewDueOn: header.nextReviewDueOn,
      isReviewExempt: header.reviewExemption !== null,
    },
    today,
  );
  const step = nextStepFor(steps, may);
  const handOver = handOverWords(tooOldOn, facts, today);
  if (step)
    return {
      text: step.kind === 'plan_hand_over' ? handOver : STEP_WORDS[step.kind],
      href: STEP_PATHS[step.kind](header.id),
      ...dueOf(step, header.id),
    };
  const [others] = steps;
  if (others?.kind === 'approve_plan' && facts?.nobody_approves)
    return {
      text: NOBODY_APPROVES,
      href: may.namePeople ? casePaths.people(header.id) : null,
      ...dueOf(others, header.id),
    };
  if (others)
    return {
      text: `Nothing for you. It waits for this: ${WAITS_FOR[others.kind]}`,
      href: null,
      ...dueOf(others, header.id),
    };
  const why =
    refusedOn === null || header.inCohortSince !== null
      ? whyNothing(header)
      : `: decided not to enter on ${dayInWords(refusedOn)}`;
  return { text: `Nothing is due${why}`, href: null, dueOn: null, whyHref: null };
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

/** The day they are over the age of the panel in whose cohort they are. */
export const tooOldOnOf = ({ dateOfBirth }: CaseHeader, facts: CaseFacts | undefined): Day | null =>
  dateOfBirth === null || facts?.oldest_age == null ? null : turnsOn(dateOfBirth, facts.oldest_age + 1);

export function handOverWords(tooOldOn: Day | null, facts: CaseFacts | undefined, today: Day): string {
  if (tooOldOn === null || facts?.oldest_age == null) return '';
  const turns = tooOldOn > today ? 'Turns' : 'Turned';
  return `${turns} ${facts.oldest_age + 1} on ${dayInWords(tooOldOn)}: plan the exit or the hand-over to adult services`;
}

/** What is owed soon or overdue, in the words of the next step; a first screening is a step of its own. */
const owedOf = (facts: CaseFacts | undefined): Partial<Record<OwedKind, Day>> =>
  Object.fromEntries(
    (facts?.owed ?? []).flatMap(({ kind, due_on: dueOn }) =>
      kind === 'screening' && facts?.screened_on == null ? [] : [[OWED[kind], dueOn]],
    ),
  );

const OWED: Record<OwedRow['kind'], OwedKind> = {
  judgement: 'agree_lower_band',
  screening: 'screen_again',
  validation: 'check_membership',
};

const whyPlan = (id: string): string => casePaths.dueDate(id, 'no_plan');

const WHY_PATHS: Partial<Record<StepKind, (id: string) => string>> = {
  record_overdue_review: casePaths.reviewDate,
  record_review: casePaths.reviewDate,
  close_gaps: casePaths.reviewDate,
  send_changes: casePaths.reviewDate,
  decide_entry: (id) => casePaths.dueDate(id, 'cohort_decision'),
  agree_lower_band: (id) => casePaths.dueDate(id, 'judgement'),
  screen: (id) => casePaths.dueDate(id, 'screening'),
  screen_again: (id) => casePaths.dueDate(id, 'screening'),
  check_membership: (id) => casePaths.dueDate(id, 'validation'),
  write_plan: whyPlan,
  change_returned_plan: whyPlan,
  finish_plan: whyPlan,
  approve_plan: whyPlan,
  approve_plan_for_panel: whyPlan,
};

const STEP_WORDS: Record<StepKind, string> = {
  record_overdue_review: 'Record the overdue review',
  decide_entry: 'Decide whether they enter the cohort',
  agree_lower_band: 'Agree to the lower band, or do not',
  screen: 'Record a screening',
  screen_again: 'Screen again',
  check_membership: 'Check that they still belong in the cohort',
  plan_hand_over: 'Plan the exit or the hand-over to adult services',
  name_people: 'Name a lead professional and a plan owner',
  write_plan: 'Write the plan',
  change_returned_plan: 'Change the plan: it was returned with a comment',
  finish_plan: 'Finish the plan and send it for approval',
  close_gaps:
    'Close the gaps of the plan: say what answers each risk and need, or why nothing does. Then send its changes',
  send_changes: 'Send the changes of the plan for approval',
  approve_plan: 'Approve the plan or return it',
  approve_plan_for_panel: 'Approve the plan for the panel, or return it',
  do_action: 'Do your action, or say what became of it',
  set_review: 'Set the next review',
  record_review: 'Record the next review',
};

const WAITS_FOR: Record<StepKind, string> = {
  record_overdue_review: 'whoever works the case records the overdue review',
  decide_entry: 'the panel, or a manager of the case, decides whether they enter the cohort',
  agree_lower_band: 'a manager or the panel agrees to the lower band, or does not',
  screen: 'whoever works the case records a screening',
  screen_again: 'whoever works the case screens again',
  check_membership: 'the panel, or a manager of the case, checks that they still belong in the cohort',
  plan_hand_over: 'the panel, or a manager of the case, plans the exit or the hand-over to adult services',
  name_people: 'somebody is named as lead professional and plan owner',
  write_plan: 'whoever works the case writes the plan',
  change_returned_plan: 'whoever works the case changes the plan that was returned',
  finish_plan: 'whoever works the case finishes the plan and sends it',
  close_gaps: 'whoever works the case closes the gaps of the plan and sends its changes',
  send_changes: 'whoever works the case sends the changes of the plan for approval',
  approve_plan: 'a manager approves the plan or returns it',
  approve_plan_for_panel: 'the panel approves the plan or returns it',
  do_action: 'whoever owns an action does it',
  set_review: 'whoever works the case sets the next review',
  record_review: 'whoever works the case records the next review',
};

/** Otherwise the plan waits for ever for somebody who is not there. */
const NOBODY_APPROVES =
  'No manager but who sent the plan can approve it, and nobody approves their own: name somebody of another agency on the case, whose managers then can, or ask an administrator for another manager';

const approval = (id: string): string => `${casePaths.plan(id)}/approval`;

const STEP_PATHS: Record<StepKind, (id: string) => string> = {
  record_overdue_review: casePaths.reviews,
  decide_entry: casePaths.people,
  agree_lower_band: casePaths.screenings,
  screen: casePaths.screenings,
  screen_again: casePaths.screenings,
  check_membership: casePaths.people,
  plan_hand_over: casePaths.people,
  name_people: casePaths.people,
  write_plan: casePaths.plan,
  change_returned_plan: casePaths.plan,
  finish_plan: casePaths.plan,
  close_gaps: (id) => `${casePaths.plan(id)}#factors`,
  send_changes: casePaths.plan,
  approve_plan: approval,
  approve_plan_for_panel: approval,
  do_action: casePaths.actions,
  set_review: casePaths.reviews,
  record_review: casePaths.reviews,
};
