import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../platform/access';
import { type Submission, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { ensureAdministrator, ensureAdministratorRemains } from './administrators';
import { loadUser } from './load-user';
import { ensureRolesApart } from './roles-apart';
import { User } from './user.entity';

interface RoleChange {
  userId: string;
  version: number;
  roles: Role[];
  reason: string;
}

/** Another set of roles, with a reason. It holds at the person's next request and for whatever is queued in their name. */
@Injectable()
export class ChangeRoles {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, { userId, version, roles, reason }: RoleChange, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        ensureAdministrator(tx);
        if (roles.length === 0) throw new Invalid([{ field: 'roles', message: 'Select at least one role' }]);
        ensureRolesApart(roles);
        if (!roles.includes('administrator')) await ensureAdministratorRemains(tx, userId);
        const user = await loadUser(tx, userId);
        await tx.change(User, { id: user.id, version }, { roles: [...new Set(roles)] });
        await tx.audit({
          act: 'user.roles_changed',
          subjectType: 'user',
          subjectId: user.id,
          fields: ['roles'],
          reason,
        });
        await tx.announce('user.roles_changed', user.id);
        return { id: user.id };
      },
      submission,
    );
  }
}
