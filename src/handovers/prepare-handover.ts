import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { MOST_AT_ONCE } from './domain/held';
import { Handover } from './handover.entity';
import { NothingToHandOver, TooManyAtOnce } from './handover.errors';
import { Holdings } from './holdings';

/** Of one person, of the ticked cases whoever answers for them, or the ticked actions. */
export type HandoverScope = { fromUserId: string } | { individualIds: string[] } | { actionIds: string[] };

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
    const asked = askedFor(scope);
    const things = await this.holdings.of(({ text, values }) => tx.query(text, values), tx.actor, {
      today: tx.today,
      ...asked,
    });
    if (things.length === 0) throw new NothingToHandOver();
    const fromUserId = asked.holderId;
    const individualIds =
      fromUserId === null ? [...new Set(things.flatMap(({ individualId }) => individualId ?? []))] : [];
    const id = newId();
    await tx.insert(Handover, {
      id,
      fromUserId,
      individualIds,
      actionIds: asked.actionIds === null ? [] : things.map(({ thingId }) => thingId),
      reason: fromUserId === null ? 'reassignment' : (things.find(({ row }) => row.gone)?.row.gone ?? 'reassignment'),
      agencyId: tx.actor.agencyId,
      madeBy: tx.actor.userId,
      madeAt: tx.now,
    });
    await tx.audit({ act: 'handover.prepared', subjectType: 'handover', subjectId: id });
    return { id };
  }
}

/** @throws Invalid in the words of the list it was asked from */
function askedFor(scope: HandoverScope): {
  holderId: string | null;
  individualIds: string[] | null;
  actionIds: string[] | null;
} {
  const nothing = { holderId: null, individualIds: null, actionIds: null };
  if ('actionIds' in scope) return { ...nothing, actionIds: ticked('actionIds', 'actions', scope.actionIds) };
  if ('individualIds' in scope) {
    return { ...nothing, individualIds: ticked('individualIds', 'cases', scope.individualIds) };
  }
  if (!isId(scope.fromUserId)) {
    throw new Invalid([{ field: 'fromUserId', message: 'Select whose work is to be handed over' }]);
  }
  return { ...nothing, holderId: scope.fromUserId };
}

function ticked(field: string, what: string, ids: string[]): string[] {
  if (ids.length === 0 || !ids.every(isId)) throw new Invalid([{ field, message: `Tick the ${what} to hand over` }]);
  const each = [...new Set(ids)];
  if (each.length > MOST_AT_ONCE) throw new TooManyAtOnce(field, what, each.length);
  return each;
}
