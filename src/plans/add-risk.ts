import { Injectable } from '@nestjs/common';
import { type ItemVisibility, keptTo } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { refuseAddedAlready } from './added-already';
import type { RiskDirection, RiskLevel } from './domain/plan-vocabulary';
import { PlanRiskRecord } from './plan-risk.entity';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

export interface NewRisk extends ItemVisibility {
  factor: string;
  direction: RiskDirection;
  level: RiskLevel;
  protectiveFactors: string;
}

@Injectable()
export class AddRisk {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, seen: SeenPlan, risk: NewRisk, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, risk), submission);
  }

  async within(tx: Transaction, seen: SeenPlan, risk: NewRisk): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    const kept = await keptTo(tx, plan.individualId, risk);
    await refuseAddedAlready(tx, plan, 'plan_risks', {
      plan_id: plan.id,
      factor: risk.factor,
      direction: risk.direction,
      level: risk.level,
      protective_factors: risk.protectiveFactors,
      visibility: kept.visibility,
      ended_on: null,
    });
    const id = newId();
    await tx.insert(PlanRiskRecord, {
      ...risk,
      ...kept,
      id,
      planId: plan.id,
      individualId: plan.individualId,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    return { id, ...(await partChanged(tx, plan, { ...kept, act: 'plan.risk_added', fields: Object.keys(risk) })) };
  }
}
