import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, type Role } from '../platform/access';
import { Passwords } from '../platform/auth';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, NotAllowed } from '../shared/errors';
import { newId } from '../shared/ids';
import { ensureRolesApart } from './roles-apart';
import { User } from './user.entity';

export interface NewUser {
  agencyId: string;
  displayName: string;
  jobTitle?: string;
  email: string;
  roles: Role[];
  /** Only the demonstration gives one; people choose their own. */
  password?: string;
}

@Injectable()
export class AddUser {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
  ) {}

  /** @throws NotAllowed for anyone but an administrator */
  async run(actor: Actor, { password, ...user }: NewUser, submission?: Submission): Promise<{ id: string }> {
    if (!hasRole(actor, 'administrator')) throw new NotAllowed();
    const hash = password === undefined ? undefined : await this.passwords.hash(password);
    return this.transactions.act(actor, (tx) => this.within(tx, user, hash), submission);
  }

  /** @throws Invalid when somebody has that address already, or the roles do not go together */
  async within(tx: Transaction, user: Omit<NewUser, 'password'>, passwordHash?: string): Promise<{ id: string }> {
    ensureRolesApart(user.roles);
    const [taken] = await tx.query('SELECT 1 FROM users WHERE lower(email) = lower($1)', [user.email]);
    if (taken)
      throw new Invalid([{ field: 'email', message: 'Somebody with this email address already has an account' }]);
    const id = newId();
    await tx.insert(User, { ...user, id, createdAt: tx.now });
    if (passwordHash !== undefined) {
      await tx.query('INSERT INTO user_credentials (user_id, password_hash, changed_at) VALUES ($1, $2, $3)', [
        id,
        passwordHash,
        tx.now,
      ]);
    }
    await tx.audit({ act: 'user.added', subjectType: 'user', subjectId: id, fields: ['roles', 'agencyId'] });
    return { id };
  }
}
