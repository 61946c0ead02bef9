import { hasRole, type Policy } from '../platform/access';

/**
 * Managers and chairs take out the cases they see; an analyst asks for an extract without names; governance for the audit. Asked about
 * `{ kind, requestedBy, agencyId }`: another manager of the same agency, or governance, agrees; never who asked.
 */
export const exportsPolicy: Policy = (actor, rules) => {
  if (hasRole(actor, 'manager', 'panel_chair')) rules.can('ask', 'Export', { kind: 'cases' });
  if (hasRole(actor, 'analyst')) rules.can('ask', 'Export', { kind: 'evaluation' });
  if (hasRole(actor, 'governance')) rules.can('ask', 'Export', { kind: 'audit' });
  if (hasRole(actor, 'manager', 'panel_chair', 'analyst', 'governance')) {
    rules.can(['read', 'download'], 'Export', { requestedBy: actor.userId });
  }
  if (hasRole(actor, 'manager')) {
    rules.can(['read', 'decide'], 'Export', { kind: 'cases', agencyId: actor.agencyId });
  }
  if (hasRole(actor, 'governance')) rules.can(['read', 'decide'], 'Export');
  rules.cannot('decide', 'Export', { requestedBy: actor.userId });
};
