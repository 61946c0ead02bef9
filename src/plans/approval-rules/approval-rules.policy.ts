import { hasRole, type Policy } from '../../platform/access';

/** Whoever approves plans reads which ones wait for the panel: it names nobody. The panel's chair decides it, as the method of identification. */
export const planApprovalRulesPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, 'manager', 'panel_member', 'panel_chair')) rules.can('read', 'PlanApprovalRules');
  if (hasRole(actor, 'panel_chair')) rules.can('decide', 'PlanApprovalRules');
};
