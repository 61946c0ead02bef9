import { Injectable } from '@nestjs/common';
import { EndOpenActions } from '../actions';
import { AccessRules } from '../platform/access';
import type { Transaction } from '../platform/database';
import { dayInWords } from '../shared/day';
import { NotFound } from '../shared/errors';
import { Plan } from './plan.entity';
import { PlanIsClosed } from './plan.errors';
import { PlanClosed } from './plan.events';
import { auditPlan, takePlan } from './take-plan';

/** Ends a plan and what is still open in the case. Never on its own: a review or the end of a cohort period decides it, in the same transaction. */
@Injectable()
export class ClosePlan {
  constructor(
    private readonly rules: AccessRules,
    private readonly endOpenActions: EndOpenActions,
  ) {}

  async within(tx: Transaction, input: { planId: string; individualId: string }): Promise<void> {
    const plan = await takePlan(tx, this.rules, input.planId, 'close');
    if (plan.individualId !== input.individualId) throw new NotFound();
    if (plan.status === 'closed') throw new PlanIsClosed();
    await tx.change(Plan, plan, { status: 'closed', closedAt: tx.now });
    await auditPlan(tx, plan, 'plan.closed');
    const outcome = `The plan was closed on ${dayInWords(tx.today)}`;
    await this.endOpenActions.within(tx, { individualId: plan.individualId, outcome });
    await tx.announce('plan.closed', plan.id);
    await tx.publish(new PlanClosed(plan.id, plan.individualId));
  }
}
