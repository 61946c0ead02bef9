import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { nameNobody } from '../entries/name-nobody';
import { StrategyPlan } from './strategy-plan.entity';
import type { StrategyPlanFields } from './strategy.fields';

/** Starts the next strategy plan. The one before stays readable. */
@Injectable()
export class StartStrategyPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, plan: StrategyPlanFields, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, plan), submission);
  }

  /** @throws Invalid for days in the wrong order */
  async within(tx: Transaction, plan: StrategyPlanFields): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'review', 'RegisterLine', {});
    if (plan.endsOn <= plan.startsOn) {
      throw new Invalid([{ field: 'endsOn', message: 'The last day must be after the first' }]);
    }
    if (plan.reviewDueOn < plan.startsOn) {
      throw new Invalid([{ field: 'reviewDueOn', message: 'The first review must be due after the plan starts' }]);
    }
    await nameNobody(tx, plan);
    const id = newId();
    await tx.insert(StrategyPlan, { id, ...plan, agencyId: tx.actor.agencyId, createdAt: tx.now });
    const fields = Object.keys(plan).sort();
    await tx.audit({ act: 'strategy_plan.started', subjectType: 'strategy_plan', subjectId: id, fields });
    return { id };
  }
}
