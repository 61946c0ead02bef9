import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { isId, newId } from '../shared/ids';
import { MOST_AT_ONCE } from './domain/held';
import { Handover } from './handover.entity';
import { NothingToHandOver, TooManyAtOnce } from './handover.errors';
import { type Ask, type Holding, Holdings } from './holdings';
import { movedOn, notYours, standingOf } from './left-out';

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
    const ask: Ask = ({ text, values }) => tx.query(text, values);
    const { things, others } = await this.holdings.inSight(ask, tx.actor, { today: tx.today, ...asked });
    const ticked = asked.actionIds ?? asked.individualIds ?? [];
    const seen = [...things, ...others].flatMap(({ thingId, individualId }) => [thingId, individualId]);
    const ended = await standingOf(
      ask,
      tx.actor,
      ticked.filter((id) => !seen.includes(id)),
    );
    if (things.length === 0) throw new NothingToHandOver([...others.map(notYours), ...ended.map(movedOn)]);
    const fromUserId = asked.holderId;
    // All that was ticked within sight: what of it does not move is said with the reason, and not dropped in silence.
    const inSight = ticked.filter((id) => seen.includes(id) || ended.some((row) => row.thing_id === id));
    const id = newId();
    await tx.insert(Handover, {
      id,
      fromUserId,
      individualIds: asked.actionIds === null ? inSight : casesOf([...things, ...others]),
      actionIds: asked.actionIds === null ? [] : inSight,
      reason: fromUserId === null ? 'reassignment' : (things.find(({ row }) => row.gone)?.row.gone ?? 'reassignment'),
      agencyId: tx.actor.agencyId,
      madeBy: tx.actor.userId,
      madeAt: tx.now,
    });
    await tx.audit({ act: 'handover.prepared', subjectType: 'handover', subjectId: id });
    return { id };
  }
}

const casesOf = (things: Holding[]): string[] => [...new Set(things.flatMap(({ individualId }) => individualId ?? []))];

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
