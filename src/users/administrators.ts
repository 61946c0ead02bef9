import type { Transaction } from '../platform/database';
import { hasRole } from '../platform/access';
import { Conflict, NotAllowed } from '../shared/errors';

/** Without one nobody could invite, enable or disable anybody any more. */
export class LastAdministrator extends Conflict {
  constructor() {
    super('This is the only administrator who can sign in. Make somebody else an administrator first.');
  }
}

/** An act upon oneself that another administrator must do. */
export class NotUponOneself extends Conflict {
  constructor() {
    super('You cannot do this to your own account. Ask another administrator.');
  }
}

/** @throws NotAllowed for anyone but an administrator */
export function ensureAdministrator(tx: Transaction): void {
  if (!hasRole(tx.actor, 'administrator')) throw new NotAllowed();
}

/**
 * Called before somebody stops being an administrator. Locks all of them, so that two who remove each other at the same
 * moment do not both succeed.
 * @throws NotUponOneself, LastAdministrator
 */
export async function ensureAdministratorRemains(tx: Transaction, leavingId: string): Promise<void> {
  const administrators = await tx.query<{ id: string }>(
    `SELECT id FROM users WHERE status = 'active' AND 'administrator' = ANY (roles) ORDER BY id FOR UPDATE`,
  );
  if (!administrators.some(({ id }) => id === leavingId)) return;
  if (leavingId === tx.actor.userId) throw new NotUponOneself();
  if (administrators.length === 1) throw new LastAdministrator();
}
