import { Injectable } from '@nestjs/common';
import { AddAction, type NewAction } from '../actions';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { NotFound } from '../shared/errors';
import { refuseAddedAlready } from './added-already';
import { linkActions } from './cover-factor';
import { factorMatrix } from './domain/factor-matrix';
import { contentWithin } from './plan-contents';
import { auditPlan, planChanged, type SeenPlan, takeForChange, type TakenPlan } from './take-plan';

export interface NewPlanAction extends Omit<NewAction, 'individualId' | 'madeIn' | 'madeInId' | 'madeOn'> {
  /** Ids of active needs and risks of the plan that it answers. */
  answers?: string[];
}

/** An action made in the plan: the same record as one made in a review or a meeting, owned by one person in any agency. */
@Injectable()
export class AddPlanAction {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addAction: AddAction,
  ) {}

  run(
    actor: Actor,
    seen: SeenPlan,
    action: NewPlanAction,
    submission?: Submission,
  ): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, action), submission);
  }

  async within(
    tx: Transaction,
    seen: SeenPlan,
    { answers = [], ...action }: NewPlanAction,
  ): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    if (action.goalId) await ensureGoalOf(tx, plan.id, action.goalId);
    await refuseAddedAlready(tx, plan, 'actions', {
      made_in: 'plan',
      made_in_id: plan.id,
      description: action.description,
      kind: action.kind,
      owner_id: action.ownerId,
      due_on: action.dueOn,
      visibility: action.visibility ?? 'all_agencies',
      status: 'open',
    });
    const { id } = await this.addAction.within(tx, {
      ...action,
      individualId: plan.individualId,
      madeIn: 'plan',
      madeInId: plan.id,
    });
    if (answers.length > 0) await answerFactors(tx, plan, { id, answers });
    // An action that one agency keeps to itself changes nothing the others read: a version that moved, or a page that
    // went stale for no reason they can see, would tell them of it.
    if ((action.visibility ?? 'all_agencies') !== 'all_agencies') {
      await auditPlan(tx, plan, 'plan.action_added', ['actions']);
      return { id, version: plan.version };
    }
    return { id, ...(await planChanged(tx, plan, 'plan.action_added', ['actions'])) };
  }
}

async function ensureGoalOf(tx: Transaction, planId: string, goalId: string): Promise<void> {
  const found = await tx.query('SELECT 1 FROM plan_goals WHERE id = $1 AND plan_id = $2', [goalId, planId]);
  if (found.length === 0) throw new NotFound();
}

/** @throws NotFound for a need or risk that is not active in this plan, or not the actor's to see */
async function answerFactors(
  tx: Transaction,
  plan: TakenPlan,
  action: { id: string; answers: string[] },
): Promise<void> {
  const factors = factorMatrix(await contentWithin(tx, plan.id));
  for (const id of new Set(action.answers)) {
    const factor = factors.find((candidate) => candidate.id === id);
    if (!factor) throw new NotFound();
    await linkActions(tx, plan, factor, [action]);
  }
}
