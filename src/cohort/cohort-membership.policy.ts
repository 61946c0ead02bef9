import { casePartsOf } from '../individuals';
import { type Actor, hasRole, type Policy } from '../platform/access';

/**
 * Whoever plays a part in a case sees its cohort periods. The panel and managers decide who enters, at which tier, and
 * who leaves; a practitioner asks them.
 */
export const cohortMembershipPolicy: Policy = (actor, rules) => {
  const parts = casePartsOf(actor);
  for (const part of Object.values(parts)) rules.can('read', 'CohortMembership', part);
  rules.can('decide', 'CohortMembership', parts.managesInvolvedAgency);
  rules.can('decide', 'CohortMembership', parts.sitsOnItsPanel);
  // Before anybody is named on a case only its maker sees it: a manager or panel member who made it may take it on.
  if (!decides(actor)) return;
  const ownCase = { accessKeys: { $in: [actor.userId] } };
  rules.can(['read', 'decide'], 'CohortMembership', ownCase);
};

const decides = (actor: Actor): boolean => hasRole(actor, 'manager', 'panel_member', 'panel_chair');
