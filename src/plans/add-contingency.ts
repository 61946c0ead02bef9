import { Injectable } from '@nestjs/common';
import { ensureShowable, type ItemVisibility, keptTo } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { refuseAddedAlready } from './added-already';
import type { ContingencyKind } from './domain/plan-vocabulary';
import { PlanContingencyRecord } from './plan-contingency.entity';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

export interface NewContingency extends ItemVisibility {
  kind: ContingencyKind;
  ifThis: string;
  thenThis: string;
  who: string;
  /** In the version for the person and family; left out, as it is for its kind. */
  shownToFamily?: boolean | null;
}

/** If this happens, then that, by whom. */
@Injectable()
export class AddContingency {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    seen: SeenPlan,
    contingency: NewContingency,
    submission?: Submission,
  ): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, contingency), submission);
  }

  async within(tx: Transaction, seen: SeenPlan, contingency: NewContingency): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    const kept = await keptTo(tx, plan.individualId, contingency);
    ensureShowable(kept, contingency.shownToFamily);
    await refuseAddedAlready(tx, plan, 'plan_contingencies', {
      plan_id: plan.id,
      kind: contingency.kind,
      if_this: contingency.ifThis,
      then_this: contingency.thenThis,
      who: contingency.who,
      visibility: kept.visibility,
      ended_on: null,
    });
    const id = newId();
    await tx.insert(PlanContingencyRecord, {
      ...contingency,
      ...kept,
      id,
      planId: plan.id,
      individualId: plan.individualId,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    const fields = Object.keys(contingency);
    return { id, ...(await partChanged(tx, plan, { ...kept, act: 'plan.contingency_added', fields })) };
  }
}
