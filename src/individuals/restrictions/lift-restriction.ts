import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { TwoPeople } from '../../platform/access/two-people';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { ANSWERS_FOR_RESTRICTION } from '../domain/named-people';
import { Individual } from '../individual.entity';
import { tell } from '../notices/tell';
import { isStillVisible, visibleIndividual } from '../visible-individual';
import { Restriction } from './restriction.entity';
import { NotRestricted } from './restriction.errors';

const ACT = 'lift_restriction';

/** Opens a restricted record again: one named person asks, and a second of right agrees (README, invariant 9). */
@Injectable()
export class LiftRestriction {
  constructor(
    private readonly transactions: Transactions,
    private readonly twoPeople: TwoPeople,
  ) {}

  ask(
    actor: Actor,
    { individualId, reason }: { individualId: string; reason: string },
    submission?: Submission,
  ): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const subject = await restricted(tx, individualId);
        if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why it can be lifted' }]);
        const asked = await this.twoPeople.ask(tx, ACT, subject, reason);
        await tell(tx, {
          kind: 'lift_asked',
          individualId,
          recipients: await whoMayAgree(tx, subject.record.accessKeys),
        });
        return asked;
      },
      submission,
    );
  }

  /** @throws SamePerson for whoever asked, NothingToAgreeTo when nobody did or the time has run out */
  agree(
    actor: Actor,
    { individualId, version }: { individualId: string; version: number },
    submission?: Submission,
  ): Promise<{ version: number; isStillVisible: boolean }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const subject = await restricted(tx, individualId);
        const request = await this.twoPeople.agree(tx, ACT, subject);
        await close(tx, individualId, request.askedBy);
        const named = subject.record.accessKeys.filter((id) => id !== tx.actor.userId);
        await tell(tx, { kind: 'lifted', individualId, recipients: named });
        await tx.change(Individual, { id: individualId, version }, { isRestricted: false, restrictedTo: [] });
        await tx.audit({
          act: 'individual.restriction_lifted',
          subjectType: 'individual',
          subjectId: individualId,
          individualId,
          fields: ['isRestricted', 'restrictedTo'],
          reason: request.reason,
        });
        return { version: version + 1, isStillVisible: await isStillVisible(tx, individualId) };
      },
      submission,
    );
  }

  withdraw(actor: Actor, individualId: string, submission?: Submission): Promise<void> {
    return this.transactions.act(
      actor,
      async (tx) => this.twoPeople.withdraw(tx, ACT, await restricted(tx, individualId)),
      submission,
    );
  }
}

/** @throws NotFound for who is not named, NotRestricted when there is nothing to lift */
async function restricted(tx: Transaction, individualId: string) {
  const record = await visibleIndividual(tx, individualId, true);
  if (!record.isRestricted) throw new NotRestricted();
  return { kind: 'Individual', id: individualId, individualId, record };
}

async function whoMayAgree(tx: Transaction, named: string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM users WHERE id = ANY ($1) AND status = 'active' AND roles && $2::text[] AND id <> $3`,
    [named, ANSWERS_FOR_RESTRICTION, tx.actor.userId],
  );
  return rows.map(({ id }) => id);
}

/** Records restricted before there was a reason to give have no row; the audit says who lifted them all the same. */
async function close(tx: Transaction, individualId: string, liftAskedBy: string): Promise<void> {
  const [open] = await tx.query<{ id: string; version: number }>(
    'SELECT id, version FROM individual_restrictions WHERE individual_id = $1 AND lifted_at IS NULL FOR UPDATE',
    [individualId],
  );
  if (!open) return;
  await tx.change(Restriction, open, { liftAskedBy, liftedBy: tx.actor.userId, liftedAt: tx.now });
}
