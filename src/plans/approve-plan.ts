import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { missingFrom } from './domain/readiness';
import { editionContentOf } from './edition-content';
import { contentWithin } from './plan-contents';
import { PlanEdition } from './plan-edition.entity';
import { OwnPlan, PlanNotAwaitingApproval, PlanNotReady } from './plan.errors';
import { PlanApproved } from './plan.events';
import { Plan } from './plan.entity';
import { auditPlan, type SeenPlan, takePlan } from './take-plan';

/** A manager of an involved agency makes the plan live: what it says now becomes the next edition, readable for ever. */
@Injectable()
export class ApprovePlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws PlanNotAwaitingApproval when another manager was quicker */
  run(actor: Actor, input: SeenPlan, submission?: Submission): Promise<{ version: number; edition: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: SeenPlan): Promise<{ version: number; edition: number }> {
    const plan = await takeSubmitted(tx, this.rules, input, 'approve');
    const content = await contentWithin(tx, plan.id);
    // The lead professional may have left since it was sent.
    const missing = missingFrom(content);
    if (missing.length > 0) throw new PlanNotReady(missing);
    const edition = (plan.currentEdition ?? 0) + 1;
    const approval = { approvedBy: tx.actor.userId, approvedAt: tx.now };
    await tx.change(Plan, plan, { status: 'live', currentEdition: edition, ...approval });
    await tx.insert(PlanEdition, {
      id: newId(),
      planId: plan.id,
      individualId: plan.individualId,
      number: edition,
      content: editionContentOf(content),
      ...approval,
    });
    await auditPlan(tx, plan, 'plan.approved');
    await tx.announce('plan.approved', plan.id);
    await tx.publish(new PlanApproved(plan.id, plan.individualId));
    return { version: plan.version + 1, edition };
  }
}

/** A plan that waits for approval, at the version the manager saw. */
export async function takeSubmitted(tx: Transaction, rules: AccessRules, seen: SeenPlan, right: 'approve' | 'return') {
  // Returning is checked first: it is the right of every manager here, so that the submitter is told why not.
  const plan = await takePlan(tx, rules, seen.planId, 'return');
  if (plan.status !== 'awaiting_approval') throw new PlanNotAwaitingApproval();
  if (right === 'approve' && plan.submittedBy === tx.actor.userId) throw new OwnPlan();
  rules.ensureMay(tx.actor, right, 'Plan', plan);
  if (plan.version !== seen.version) throw new Stale();
  return plan;
}
