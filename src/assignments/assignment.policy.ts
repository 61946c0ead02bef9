import { casePartsOf } from '../individuals';
import { type Actor, hasRole, type Policy } from '../platform/access';

/** Whoever plays a part in a case sees who is responsible for it, names people and ends their part. */
export const assignmentPolicy: Policy = (actor, rules) => {
  for (const part of Object.values(casePartsOf(actor))) rules.can(['read', 'assign'], 'Assignment', part);
  // A panel member who made a record names its people before any panel has taken it on.
  if (onPanel(actor)) rules.can(['read', 'assign'], 'Assignment', { accessKeys: { $in: [actor.userId] } });
};

const onPanel = (actor: Actor): boolean => hasRole(actor, 'panel_member', 'panel_chair');
