import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { type Actor, PARTNERSHIP_AGENCY_ID, SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Conflict } from '../shared/errors';
import { AccountLinks } from './account-links';
import { AddUser } from './add-user';
import { userPaths } from './paths';
import { SendAccountLink } from './send-account-link';

class AlreadyAdministered extends Conflict {
  constructor() {
    super('There is an administrator who can sign in. Ask them to invite whoever else is needed.');
  }
}

/** Only whoever runs commands on the server gets here, with the service's own database address. */
const OPERATOR: Actor = { ...SYSTEM_ACTOR, roles: ['administrator'] };

@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly transactions: Transactions,
    private readonly addUser: AddUser,
    private readonly sendLink: SendAccountLink,
    private readonly links: AccountLinks,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * The address of a one-time link. Run again for somebody whose link ran out, it gives a fresh one.
   * @throws AlreadyAdministered once an administrator has chosen a password
   */
  async invite({ email, displayName }: { email: string; displayName: string }): Promise<string> {
    const { id } = await this.transactions.act(OPERATOR, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('first administrator', 0))`);
      const [state] = await tx.query<{ held: boolean }>('SELECT holds_administrator() AS held');
      if (state?.held) throw new AlreadyAdministered();
      const [waiting] = await tx.query<{ id: string }>(
        `SELECT id FROM users WHERE lower(email) = lower($1) AND status = 'active' AND 'administrator' = ANY (roles)`,
        [email],
      );
      const userId =
        waiting?.id ??
        (
          await this.addUser.within(tx, {
            email,
            displayName,
            agencyId: PARTNERSHIP_AGENCY_ID,
            roles: ['administrator'],
          })
        ).id;
      return this.sendLink.within(tx, { userId, kind: 'invitation', isMailed: false });
    });
    const armed = await this.links.arm(id);
    if (!armed) throw new AlreadyAdministered();
    return new URL(userPaths.link(armed.token), this.settings.baseUrl).href;
  }
}
