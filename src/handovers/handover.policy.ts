import { casePartsOf } from '../individuals';
import { hasRole, type Policy } from '../platform/access';

/**
 * A manager hands on what their own agency holds, and what an agency that is not on the case holds in a case of theirs
 * (its own manager does not see it, and somebody must). A panel's chair hands on what is held in the panel's cases, and
 * its seats. On a restricted record: a manager or chair who is named. A prepared handover is for whoever made it, and for
 * the managers of their agency.
 */
export const handoverPolicy: Policy = (actor, rules) => {
  const { worksTheCase, managesInvolvedAgency, sitsOnItsPanel } = casePartsOf(actor);
  if (hasRole(actor, 'manager')) {
    rules.can('hand_on', 'Held', { ...managesInvolvedAgency, agencyId: actor.agencyId });
    rules.can('hand_on', 'Held', { ...managesInvolvedAgency, isAgencyInvolved: false });
    rules.can('hand_on', 'Held', { ...worksTheCase, agencyId: actor.agencyId });
    rules.can('hand_on', 'Held', { ...worksTheCase, isRestricted: true });
  }
  if (hasRole(actor, 'panel_chair')) rules.can('hand_on', 'Held', sitsOnItsPanel);
  if (!hasRole(actor, 'manager', 'panel_chair')) return;
  rules.can('prepare', 'Handover');
  rules.can(['read', 'change', 'confirm', 'undo'], 'Handover', { madeBy: actor.userId });
  if (hasRole(actor, 'manager')) {
    rules.can(['read', 'change', 'confirm', 'undo'], 'Handover', { agencyId: actor.agencyId });
  }
};
