import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import type { PlanAction } from './domain/plan-content';
import { type Factor, factorMatrix } from './domain/factor-matrix';
import { contentWithin, type PlanContent } from './plan-contents';
import { PlanFactorAction } from './plan-factor-action.entity';
import { PlanGapExplanation } from './plan-gap-explanation.entity';
import { partChanged, type SeenPlan, takeForChange, type TakenPlan } from './take-plan';

export interface FactorCover extends SeenPlan {
  /** A need or a risk that is active. */
  factorId: string;
  /** The actions that answer it from now on, of those the actor sees. */
  actionIds: string[];
  /** Why no action answers it; blank adds nothing. */
  explanation: string;
}

/** Says which actions answer a need or a risk, or why none does: the two ways a gap in a plan is closed. */
@Injectable()
export class CoverFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: FactorCover, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws NotFound for a factor that is not active in this plan, or an action that is not of this case */
  async within(tx: Transaction, input: FactorCover): Promise<{ version: number }> {
    const { factorId, actionIds, explanation, ...seen } = input;
    const plan = await takeForChange(tx, this.rules, seen);
    const content = await contentWithin(tx, plan.id);
    const factor = factorMatrix(content).find((candidate) => candidate.id === factorId);
    if (!factor) throw new NotFound();
    const wanted = actionIds.map((id) => actionOf(content, id));
    if (wanted.length === 0 && explanation.trim() === '') throw new Invalid([NOTHING_SAID]);
    const added = wanted.filter((action) => !factor.actions.some(({ id }) => id === action.id));
    const ended = factor.actions.filter((action) => !actionIds.includes(action.id));
    await linkActions(tx, plan, factor, added);
    for (const action of ended) await unlinkAction(tx, factor, action);
    if (explanation.trim() !== '') await explainGap(tx, plan, factor, explanation.trim());
    if (added.length + ended.length === 0 && explanation.trim() === '') return { version: plan.version };
    const visibility = visibilityOf(content, factor, explanation.trim() === '' ? [...added, ...ended] : []);
    const fields = [...(added.length + ended.length > 0 ? ['actions'] : []), ...(explanation ? ['explanation'] : [])];
    return partChanged(tx, plan, { visibility, act: 'plan.factor_answered', fields });
  }
}

const NOTHING_SAID = { field: 'actionIds', message: 'Select an action that answers it, or say why none does' };

function actionOf(content: PlanContent, id: string): PlanAction {
  const action = content.actions.find((candidate) => candidate.id === id);
  if (!action) throw new NotFound();
  return action;
}

const keyOf = (factor: Pick<Factor, 'id' | 'kind'>) =>
  factor.kind === 'need' ? { needId: factor.id, riskId: null } : { needId: null, riskId: factor.id };

/** Links actions to an active need or risk of the plan. */
export async function linkActions(
  tx: Transaction,
  plan: TakenPlan,
  factor: Pick<Factor, 'id' | 'kind'>,
  actions: { id: string }[],
): Promise<void> {
  if (actions.length === 0) return;
  const link = { planId: plan.id, individualId: plan.individualId, ...keyOf(factor) };
  const made = { linkedBy: tx.actor.userId, linkedAt: tx.now };
  await tx.insert(
    PlanFactorAction,
    actions.map(({ id: actionId }) => ({ ...link, ...made, id: newId(), actionId })),
  );
}

const unlinkAction = (tx: Transaction, factor: Factor, action: PlanAction): Promise<unknown> =>
  tx.query(
    `UPDATE plan_factor_actions SET unlinked_by = $3, unlinked_at = $4
      WHERE coalesce(need_id, risk_id) = $1 AND action_id = $2 AND unlinked_at IS NULL`,
    [factor.id, action.id, tx.actor.userId, tx.now],
  );

const explainGap = (tx: Transaction, plan: TakenPlan, factor: Factor, explanation: string): Promise<void> =>
  tx.insert(PlanGapExplanation, {
    id: newId(),
    planId: plan.id,
    individualId: plan.individualId,
    ...keyOf(factor),
    explanation,
    explainedBy: tx.actor.userId,
    explainedAt: tx.now,
  });

/** What every agency reads changes only when the factor, and one of the actions that were linked or unlinked, is for all of them. */
function visibilityOf(content: PlanContent, factor: Factor, actions: PlanAction[]): string {
  const kept = content.risks.find((risk) => risk.id === factor.id)?.visibility ?? 'all_agencies';
  if (kept !== 'all_agencies') return kept;
  const keptAction = actions.find((action) => action.visibility !== 'all_agencies');
  return keptAction && actions.every((action) => action.visibility !== 'all_agencies')
    ? keptAction.visibility
    : 'all_agencies';
}
