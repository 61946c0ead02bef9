import { type Actor, hasRole } from '../platform/access';

/** Where each person's work starts. */
export function homeOf(actor: Actor): string {
  if (hasRole(actor, 'panel_member', 'panel_chair')) return '/meetings';
  // A manager leads no case: what is overdue comes first.
  if (hasRole(actor, 'manager')) return '/reviews';
  if (hasRole(actor, 'practitioner')) return '/individuals';
  if (hasRole(actor, 'analyst')) return '/figures';
  if (hasRole(actor, 'governance')) return '/audit-events';
  if (hasRole(actor, 'administrator')) return '/users';
  return '/help';
}
