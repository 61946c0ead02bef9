import { type Actor, hasRole } from '../platform/access';
import type { Transaction } from '../platform/database';
import { NotAllowed, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';

/**
 * One's own absence, those of a manager's own agency, and for an administrator everybody's.
 * @throws NotFound for nobody, NotAllowed for a colleague who is not theirs
 */
export async function ensureMayRecordAbsence(tx: Transaction, userId: string): Promise<{ agencyId: string }> {
  if (!isId(userId)) throw new NotFound();
  const [person] = await tx.query<{ agencyId: string }>(
    `SELECT agency_id AS "agencyId" FROM users WHERE id = $1 AND status <> 'system'`,
    [userId],
  );
  if (!person) throw new NotFound();
  if (!mayRecordAbsence(tx.actor, { userId, agencyId: person.agencyId })) throw new NotAllowed();
  return person;
}

const mayRecordAbsence = (actor: Actor, person: { userId: string; agencyId: string }): boolean =>
  person.userId === actor.userId ||
  hasRole(actor, 'administrator') ||
  (hasRole(actor, 'manager') && person.agencyId === actor.agencyId);
