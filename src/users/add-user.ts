import { Injectable } from '@nestjs/common';
import { type Actor, hasRole, type Role } from '../platform/access';
import { Passwords } from '../platform/auth';
import { type Submission, Transactions } from '../platform/database';
import { NotAllowed } from '../shared/errors';
import { newId } from '../shared/ids';
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
    return this.transactions.act(
      actor,
      async (tx) => {
        const id = newId();
        await tx.insert(User, { ...user, id, createdAt: tx.now });
        if (hash !== undefined) {
          await tx.query('INSERT INTO user_credentials (user_id, password_hash, changed_at) VALUES ($1, $2, $3)', [
            id,
            hash,
            tx.now,
          ]);
        }
        await tx.audit({ act: 'user.added', subjectType: 'user', subjectId: id, fields: ['roles', 'agencyId'] });
        return { id };
      },
      submission,
    );
  }
}
