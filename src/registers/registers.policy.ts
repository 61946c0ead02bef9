import { hasRole, type Policy } from '../platform/access';

/**
 * A line of a register is asked about as `{ agencyId, ownerIds }`. The chair or coordinator keeps every line, a manager the
 * lines their agency leads; whoever is named as responsible says how far it is. Analysts and governance read.
 */
export const registersPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, 'manager', 'panel_member', 'panel_chair', 'analyst', 'governance')) {
    rules.can('read', 'RegisterLine');
  }
  if (hasRole(actor, 'manager', 'panel_member', 'panel_chair')) {
    rules.can('say_progress', 'RegisterLine', { ownerIds: { $in: [actor.userId] } });
  }
  if (hasRole(actor, 'manager')) rules.can(['keep', 'say_progress'], 'RegisterLine', { agencyId: actor.agencyId });
  if (hasRole(actor, 'panel_chair')) rules.can(['keep', 'say_progress', 'review'], 'RegisterLine');
};
