import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * Whoever plays a part in a case sees its cohort periods. The panel and managers decide who enters, at which tier, and
 * who leaves; a practitioner asks them.
 */
export const cohortMembershipPolicy: Policy = (actor, rules) => {
  const parts = casePartsOf(actor);
  for (const part of Object.values(parts)) rules.can('read', 'CohortMembership', part);
  rules.can('decide', 'CohortMembership', parts.managesInvolvedAgency);
  rules.can('decide', 'CohortMembership', parts.sitsOnItsPanel);
  // Before anybody is named on a case, and when it is restricted, its keys are people alone.
  if (hasRole(actor, 'manager')) rules.can('decide', 'CohortMembership', parts.worksTheCase);
};
