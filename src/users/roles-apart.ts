import type { Role } from '../platform/access';
import { Invalid } from '../shared/errors';

export const WORK_CASES: readonly Role[] = ['practitioner', 'manager', 'panel_member', 'panel_chair'];
export const OPEN_NO_CASE: readonly Role[] = ['administrator', 'governance'];

/**
 * Whoever gives access, or watches over it, works no case: one person with both would open what nobody else gave them.
 * The database holds it as well (`users_roles_apart`), and of an account that held both before, `roles_that_count()` leaves out
 * those that work cases.
 * @throws Invalid
 */
export function ensureRolesApart(roles: readonly Role[]): void {
  if (!roles.some((role) => WORK_CASES.includes(role))) return;
  if (!roles.some((role) => OPEN_NO_CASE.includes(role))) return;
  const message =
    'Administrators and governance cannot open a case, so they cannot also be a practitioner, manager, panel member or panel chair';
  throw new Invalid([{ field: 'roles', message }]);
}
