import { dueState } from '../web/format-date';
import { dayInWords, type Day } from '../shared/day';
import type { CaseHeader } from './case-headers';
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
  breakGlass:
    header.breakGlass === null
      ? null
      : { until: header.breakGlass.until, endHref: accessPaths.ending(header.breakGlass.id) },
});

export interface NextStep {
  text: string;
  href: string;
  dueOn: Day | null;
}

/** The one thing this case needs next; an overdue review before everything else. */
export function nextStepOf(header: CaseHeader, hasScreening: boolean, today: Day): NextStep {
  const { id } = header;
  const dueOn = header.nextReviewDueOn;
  if (dueOn !== null && dueState(dueOn, today) === 'overdue') {
    return { text: 'Record the overdue review', href: casePaths.reviews(id), dueOn };
  }
  if (header.leftCohortOn !== null && header.plan === null) {
    return {
      text: `Nothing is due: they left the cohort on ${dayInWords(header.leftCohortOn)}`,
      href: casePaths.people(id),
      dueOn: null,
    };
  }
  if (!hasScreening) return { text: 'Record a screening', href: casePaths.screenings(id), dueOn: null };
  if (header.leadProfessional === null || header.planOwner === null) {
    return { text: 'Name a lead professional and a plan owner', href: casePaths.people(id), dueOn: null };
  }
  if (header.plan === null) return { text: 'Write the plan', href: casePaths.plan(id), dueOn: null };
  if (header.plan.isReturned)
    return { text: 'Change the plan: a manager returned it with a comment', href: casePaths.plan(id), dueOn: null };
  if (header.plan.status === 'draft')
    return { text: 'Finish the plan and send it for approval', href: casePaths.plan(id), dueOn: null };
  if (header.plan.status === 'awaiting_approval')
    return { text: 'A manager approves the plan or returns it', href: casePaths.plan(id), dueOn: null };
  if (dueOn === null) return { text: 'Set the next review', href: casePaths.reviews(id), dueOn };
  return { text: 'Record the next review', href: casePaths.reviews(id), dueOn };
}
