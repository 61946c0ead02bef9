import { Injectable } from '@nestjs/common';
import { type ItemVisibility, keptTo } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { refuseAddedAlready } from './added-already';
import { PlanGoalRecord } from './plan-goal.entity';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

export interface NewGoal extends ItemVisibility {
  wordsOfThePerson: string;
  practitionerWording: string;
  measure: string;
  /** How it stands today. */
  baseline?: string;
  targetOn: Day | null;
}

@Injectable()
export class AddGoal {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, seen: SeenPlan, goal: NewGoal, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, goal), submission);
  }

  async within(tx: Transaction, seen: SeenPlan, goal: NewGoal): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    if (goal.targetOn !== null && goal.targetOn < tx.today) {
      throw new Invalid([{ field: 'targetOn', message: 'Target date must be today or in the future' }]);
    }
    const [last] = await tx.query<{ position: number }>(
      'SELECT coalesce(max(position), 0) AS position FROM plan_goals WHERE plan_id = $1',
      [plan.id],
    );
    const kept = await keptTo(tx, plan.individualId, goal);
    await refuseAddedAlready(tx, plan, 'plan_goals', {
      plan_id: plan.id,
      words_of_the_person: goal.wordsOfThePerson,
      practitioner_wording: goal.practitionerWording,
      measure: goal.measure,
      target_on: goal.targetOn,
      visibility: kept.visibility,
      status: 'open',
    });
    const id = newId();
    await tx.insert(PlanGoalRecord, {
      ...goal,
      ...kept,
      id,
      planId: plan.id,
      individualId: plan.individualId,
      position: (last?.position ?? 0) + 1,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    return { id, ...(await partChanged(tx, plan, { ...kept, act: 'plan.goal_added', fields: Object.keys(goal) })) };
  }
}
