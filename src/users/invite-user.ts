import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { AddUser, type NewUser } from './add-user';
import { ensureAdministrator } from './administrators';
import { SendAccountLink } from './send-account-link';

export type Invitation = Omit<NewUser, 'password'>;

/** An account without a password, and a link by e-mail with which its owner chooses one. */
@Injectable()
export class InviteUser {
  constructor(
    private readonly transactions: Transactions,
    private readonly addUser: AddUser,
    private readonly sendLink: SendAccountLink,
  ) {}

  run(actor: Actor, invitation: Invitation, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, invitation), submission);
  }

  async within(tx: Transaction, invitation: Invitation): Promise<{ id: string }> {
    ensureAdministrator(tx);
    const [agency] = await tx.query('SELECT 1 FROM agencies WHERE id = $1 AND is_active', [invitation.agencyId]);
    if (!agency) throw new Invalid([{ field: 'agencyId', message: 'Select an agency' }]);
    const { id } = await this.addUser.within(tx, invitation);
    await this.sendLink.within(tx, { userId: id, kind: 'invitation' });
    return { id };
  }
}
