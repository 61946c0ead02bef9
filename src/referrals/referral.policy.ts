import { hasRole, type Policy } from '../platform/access';

/**
 * Any agency refers. Whoever referred reads the referral with its answer and adds to it; the panel it went to reads and
 * triages it. Asked about `{ accessKeys: [referredBy, panelId] }`; neither key opens a case.
 */
export const referralPolicy: Policy = (actor, rules) => {
  if (!hasRole(actor, 'practitioner', 'manager', 'panel_member', 'panel_chair')) return;
  rules.can('make', 'Referral');
  rules.can(['read', 'add_to'], 'Referral', { accessKeys: { $in: [actor.userId] } });
  if (!hasRole(actor, 'panel_member', 'panel_chair')) return;
  const panels = actor.accessKeys.filter((key) => key !== actor.agencyId && key !== actor.userId);
  rules.can(['read', 'triage'], 'Referral', { accessKeys: { $in: panels } });
};
