import type { Transaction } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { User } from './user.entity';

/** @throws NotFound for an id that is nobody's, or the service's own */
export async function loadUser(tx: Transaction, id: string): Promise<User> {
  const user = isId(id) ? await tx.manager.findOneBy(User, { id }) : null;
  if (!user || user.status === 'system') throw new NotFound();
  return user;
}
