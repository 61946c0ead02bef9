import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { GoalStatus } from './domain/plan-vocabulary';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

export interface GoalChange extends SeenPlan {
  goalId: string;
  status: GoalStatus;
}

@Injectable()
export class SetGoalStatus {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: GoalChange, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, { goalId, status, ...seen }: GoalChange): Promise<{ version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    if (!isId(goalId)) throw new NotFound();
    const [goal] = await tx.query<{ status: GoalStatus; visibility: string }>(
      'SELECT status, visibility FROM plan_goals WHERE id = $1 AND plan_id = $2',
      [goalId, plan.id],
    );
    if (!goal) throw new NotFound();
    if (goal.status === status) return { version: plan.version };
    await tx.query('UPDATE plan_goals SET status = $2 WHERE id = $1', [goalId, status]);
    return partChanged(tx, plan, { ...goal, act: 'plan.goal_changed', fields: ['status'] });
  }
}
