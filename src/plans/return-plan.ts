import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import { takeSubmitted } from './approve-plan';
import { PlanReturnRecord } from './plan-return.entity';
import { Plan } from './plan.entity';
import { auditPlan, type SeenPlan } from './take-plan';

export interface PlanReturn extends SeenPlan {
  comment: string;
}

/** A manager, or the panel where it waits for the panel, sends the plan back with a comment: a new plan is a draft again, an approved one stays live as it was. */
@Injectable()
export class ReturnPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: PlanReturn, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { comment, ...seen }: PlanReturn): Promise<{ version: number }> {
    const plan = await takeSubmitted(tx, this.rules, seen, 'return');
    const standing = plan.currentEdition === null ? null : await standingApproval(tx, plan.id, plan.currentEdition);
    await tx.change(Plan, plan, {
      status: standing ? 'live' : 'draft',
      submittedBy: null,
      submittedAt: null,
      managerApprovedBy: null,
      managerApprovedAt: null,
      approvedBy: standing?.approvedBy ?? null,
      approvedAt: standing?.approvedAt ?? null,
      returnComment: comment,
      returnedBy: tx.actor.userId,
    });
    await tx.insert(PlanReturnRecord, {
      ...{ id: newId(), planId: plan.id, individualId: plan.individualId, comment },
      ...{ returnedBy: tx.actor.userId, returnedAt: tx.now },
    });
    await auditPlan(tx, plan, 'plan.returned', ['comment']);
    await tx.announce('plan.returned', plan.id);
    return { version: plan.version + 1 };
  }
}

async function standingApproval(tx: Transaction, planId: string, number: number) {
  const [row] = await tx.query<{ approvedBy: string; approvedAt: Date }>(
    'SELECT approved_by AS "approvedBy", approved_at AS "approvedAt" FROM plan_editions WHERE plan_id = $1 AND number = $2',
    [planId, number],
  );
  return row ?? null;
}
