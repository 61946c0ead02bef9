import { type Actor, hasRole } from '../platform/access';

/** Where each person's work starts. */
export function homeOf(actor: Actor): string {
  if (hasRole(actor, 'panel_member', 'panel_chair')) return '/meetings';
  if (hasRole(actor, 'practitioner', 'manager')) return '/individuals';
  if (hasRole(actor, 'governance')) return '/audit-events';
  if (hasRole(actor, 'administrator')) return '/users';
  return '/help';
}
