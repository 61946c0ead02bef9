import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { newId } from '../shared/ids';
import { refuseAddedAlready } from './added-already';
import type { LinkedPlanKind } from './domain/plan-vocabulary';
import { LinkedPlanRecord } from './linked-plan.entity';
import { planChanged, type SeenPlan, takeForChange } from './take-plan';

export interface NewLinkedPlan {
  kind: LinkedPlanKind;
  heldBy: string;
  reference: string;
  contact: string;
  reviewOn: Day | null;
}

/** Says where another plan for this person is kept and whom to ask, so that nothing of it is copied. */
@Injectable()
export class LinkPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    seen: SeenPlan,
    linked: NewLinkedPlan,
    submission?: Submission,
  ): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, linked), submission);
  }

  async within(tx: Transaction, seen: SeenPlan, linked: NewLinkedPlan): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    await refuseAddedAlready(tx, plan, 'linked_plans', {
      plan_id: plan.id,
      kind: linked.kind,
      held_by: linked.heldBy,
      reference: linked.reference,
      contact: linked.contact,
      ended_on: null,
    });
    const id = newId();
    await tx.insert(LinkedPlanRecord, {
      ...linked,
      id,
      planId: plan.id,
      individualId: plan.individualId,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    return { id, ...(await planChanged(tx, plan, 'plan.linked', Object.keys(linked))) };
  }
}
