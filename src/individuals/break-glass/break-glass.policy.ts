import { hasRole, type Policy } from '../../platform/access';

/** Practitioners and managers break the glass and end it themselves; governance reviews every use but its own. */
export const breakGlassPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, 'practitioner', 'manager')) rules.can('open', 'BreakGlass');
  rules.can(['read', 'end'], 'BreakGlass', { userId: actor.userId });
  if (!hasRole(actor, 'governance')) return;
  rules.can(['read', 'review'], 'BreakGlass');
  rules.cannot('review', 'BreakGlass', { userId: actor.userId });
};
