import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { MOST_AT_ONCE } from './domain/held';
import { Handover } from './handover.entity';
import { NothingToHandOver, TooManyAtOnce } from './handover.errors';
import { Holdings } from './holdings';

/** Of one person, or of the ticked cases whoever answers for them. */
export type HandoverScope = { fromUserId: string } | { individualIds: string[] };

/** Opens the guided step. Nothing changes yet. */
@Injectable()
export class PrepareHandover {
  constructor(
    private readonly transactions: Transactions,
    private readonly holdings: Holdings,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, scope: HandoverScope, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, scope), submission);
  }

  /** @throws NothingToHandOver when the actor may hand on nothing of it: what they may not see is not there */
  async within(tx: Transaction, scope: HandoverScope): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'prepare', 'Handover', {});
    const fromUserId = 'fromUserId' in scope ? scope.fromUserId : null;
    const ticked = 'fromUserId' in scope ? [] : [...new Set(scope.individualIds)];
    ensureAsked(fromUserId, ticked);
    const things = await this.holdings.of(({ text, values }) => tx.query(text, values), tx.actor, {
      today: tx.today,
      holderId: fromUserId,
      individualIds: fromUserId === null ? ticked : null,
    });
    if (things.length === 0) throw new NothingToHandOver();
    const individualIds =
      fromUserId === null ? [...new Set(things.flatMap(({ individualId }) => individualId ?? []))] : [];
    const id = newId();
    await tx.insert(Handover, {
      id,
      fromUserId,
      individualIds,
      reason: fromUserId === null ? 'reassignment' : (things.find(({ row }) => row.gone)?.row.gone ?? 'reassignment'),
      agencyId: tx.actor.agencyId,
      madeBy: tx.actor.userId,
      madeAt: tx.now,
    });
    await tx.audit({ act: 'handover.prepared', subjectType: 'handover', subjectId: id });
    return { id };
  }
}

function ensureAsked(fromUserId: string | null, ticked: string[]): void {
  if (fromUserId !== null && !isId(fromUserId)) {
    throw new Invalid([{ field: 'fromUserId', message: 'Select whose work is to be handed over' }]);
  }
  if (fromUserId !== null) return;
  if (ticked.length === 0 || !ticked.every(isId)) {
    throw new Invalid([{ field: 'individualIds', message: 'Tick the cases to hand over' }]);
  }
  if (ticked.length > MOST_AT_ONCE) throw new TooManyAtOnce('individualIds', 'cases', ticked.length);
}
