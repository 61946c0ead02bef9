import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { ensureAdministrator } from './administrators';
import { loadUser } from './load-user';
import { User } from './user.entity';

interface AgencyChange {
  userId: string;
  version: number;
  agencyId: string;
  reason: string;
}

/** Somebody left an agency, for another one. Published in the transaction in which sight through the old one ends. */
export class UserLeftAgency {
  constructor(
    readonly userId: string,
    readonly agencyId: string,
  ) {}
}

/**
 * A move to another agency ends what the old one gave: sight of its cases and actions (the database takes the person's key off
 * them), being named on restricted records, places on panels, sessions and tokens. Assignments stay until a manager hands them on; they open nothing.
 */
@Injectable()
export class ChangeAgency {
  constructor(private readonly transactions: Transactions) {}

  run(actor: Actor, change: AgencyChange, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, change), submission);
  }

  async within(tx: Transaction, { userId, version, agencyId, reason }: AgencyChange): Promise<{ id: string }> {
    ensureAdministrator(tx);
    const user = await loadUser(tx, userId);
    const [agency] = await tx.query<{ id: string }>('SELECT id FROM agencies WHERE id = $1 AND is_active', [agencyId]);
    if (!agency) throw new Invalid([{ field: 'agencyId', message: 'Select an agency' }]);
    if (agency.id === user.agencyId) {
      throw new Invalid([
        { field: 'agencyId', message: `Select another agency than the one ${user.displayName} is in` },
      ]);
    }
    await tx.change(User, { id: user.id, version }, { agencyId });
    await tx.query('UPDATE panel_members SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL', [user.id, tx.now]);
    if (user.id !== tx.actor.userId) await tx.query('SELECT end_access_of($1, $2)', [user.id, tx.now]);
    // Told first: whoever must find somebody else for what this person held still sees that they held it.
    await tx.publish(new UserLeftAgency(user.id, user.agencyId));
    await endNamedSight(tx, user.id, reason);
    await tx.audit({
      act: 'user.agency_changed',
      subjectType: 'user',
      subjectId: user.id,
      fields: ['agencyId'],
      reason,
    });
    await tx.announce('user.agency_changed', user.id);
    return { id: user.id };
  }
}

/** The administrator sees none of these records: the database takes the name off, and the ids go into the audit alone. */
async function endNamedSight(tx: Transaction, userId: string, reason: string): Promise<void> {
  const [ended] = await tx.query<{ ids: string[] }>('SELECT end_named_sight($1) AS ids', [userId]);
  for (const individualId of ended?.ids ?? []) {
    await tx.audit({
      act: 'individual.named_people_changed',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: ['restrictedTo'],
      reason,
    });
  }
}
