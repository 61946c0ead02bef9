import type { Policy } from '../platform/access';

/**
 * Everybody who sees the case reads its plan. Those who work the case write it. Managers of an involved agency approve
 * or return it, never what they sent themselves. A restricted record carries people alone as keys, so a manager named
 * there approves by their own key. The panel closes a plan in a meeting.
 */
export const planPolicy: Policy = (actor, rules) => {
  const has = (...roles: string[]): boolean => actor.roles.some((role) => roles.includes(role));
  const ofMine = { accessKeys: { $in: actor.accessKeys } };
  const worked = { accessKeys: { $in: [actor.userId] } };
  const overseen = { accessKeys: { $in: [actor.agencyId, actor.userId] } };
  if (has('practitioner', 'manager', 'panel_member', 'panel_chair')) rules.can('read', 'Plan', ofMine);
  if (has('practitioner', 'manager')) rules.can(['start', 'change', 'submit', 'close'], 'Plan', worked);
  if (has('manager')) {
    rules.can(['approve', 'return', 'close'], 'Plan', overseen);
    rules.can('record_existing', 'Plan', overseen);
    rules.cannot('approve', 'Plan', { submittedBy: actor.userId });
  }
  if (has('panel_chair')) rules.can(['close', 'record_existing'], 'Plan', ofMine);
};
