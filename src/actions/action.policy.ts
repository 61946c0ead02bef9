import { casePartsOf } from '../individuals';
import { readableItems } from '../notes';
import { type Actor, hasRole, type Policy } from '../platform/access';

/**
 * Whoever plays a part in a case sees its actions and makes new ones; an owner sees their own action whatever else they
 * may not see. The owner, whoever works the case and managers of the owner's agency close it; the panel, what it made itself. `end_all` goes with closing
 * the plan or the case, and whether that may be closed is asked there. `reassign` belongs to a handover, which asks whether
 * this manager or chair may hand on what that owner holds.
 */
export const actionPolicy: Policy = (actor, rules) => {
  const readable = readableItems(actor);
  const parts = casePartsOf(actor);
  for (const part of Object.values(parts)) {
    for (const forActor of readable) rules.can('read', 'Action', { ...part, ...forActor });
    rules.can('add', 'Action', part);
    rules.can('end_all', 'Action', part);
  }
  if (!worksCases(actor)) return;
  rules.can(['read', 'close'], 'Action', { ownerId: actor.userId });
  for (const forActor of readable) {
    rules.can('close', 'Action', { ...parts.worksTheCase, ...forActor });
    rules.can('close', 'Action', { ...parts.managesInvolvedAgency, ownerAgencyId: actor.agencyId, ...forActor });
    // The panel says at its next meeting what became of the actions it made.
    rules.can('close', 'Action', { ...parts.sitsOnItsPanel, madeIn: 'meeting', ...forActor });
    rules.can('reassign', 'Action', { ...parts.managesInvolvedAgency, ...forActor });
    if (hasRole(actor, 'manager')) rules.can('reassign', 'Action', { ...parts.worksTheCase, ...forActor });
    if (hasRole(actor, 'panel_chair')) rules.can('reassign', 'Action', { ...parts.sitsOnItsPanel, ...forActor });
  }
};

const worksCases = (actor: Actor): boolean => hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair');
