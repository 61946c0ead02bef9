import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { missingFrom } from './domain/readiness';
import { editionContentOf } from './edition-content';
import { contentWithin, type PlanContent } from './plan-contents';
import { PlanEdition } from './plan-edition.entity';
import { isAwaiting } from './domain/plan-vocabulary';
import { needsPanel } from './needs-panel';
import { OwnPlan, PassedOnYourself, PlanNotAwaitingApproval, PlanNotReady } from './plan.errors';
import { PlanApproved } from './plan.events';
import { Plan } from './plan.entity';
import { auditPlan, type SeenPlan, takePlan, type TakenPlan } from './take-plan';

export interface PlanApproval {
  version: number;
  /** Null when the tier needs the panel too: it waits for that now, and the edition before stands. */
  edition: number | null;
}

/**
 * A manager of an involved agency makes the plan live: what it says now becomes the next edition, readable for ever. Where the
 * tier needs it, the manager passes it on to the panel of the cohort, and somebody else there makes it live.
 */
@Injectable()
export class ApprovePlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws PlanNotAwaitingApproval when somebody else was quicker */
  run(actor: Actor, input: SeenPlan, submission?: Submission): Promise<PlanApproval> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: SeenPlan): Promise<PlanApproval> {
    const plan = await takeSubmitted(tx, this.rules, input, 'approve');
    const content = await contentWithin(tx, plan.id);
    // The lead professional may have left since it was sent.
    const missing = missingFrom(content);
    if (missing.length > 0) throw new PlanNotReady(missing);
    if (plan.status === 'awaiting_approval' && (await needsPanel(tx, plan))) return this.passOn(tx, plan);
    return this.makeLive(tx, plan, content);
  }

  private async passOn(tx: Transaction, plan: TakenPlan): Promise<PlanApproval> {
    const passedOn = { managerApprovedBy: tx.actor.userId, managerApprovedAt: tx.now };
    await tx.change(Plan, plan, { status: 'awaiting_panel', ...passedOn });
    await auditPlan(tx, plan, 'plan.passed_to_panel');
    await tx.announce('plan.passed_to_panel', plan.id);
    return { version: plan.version + 1, edition: null };
  }

  private async makeLive(tx: Transaction, plan: TakenPlan, content: PlanContent): Promise<PlanApproval> {
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

/** A plan that waits for a manager or for the panel, at the version the actor saw, with the right to decide on it. */
export async function takeSubmitted(tx: Transaction, rules: AccessRules, seen: SeenPlan, right: 'approve' | 'return') {
  // Returning is checked first: it is the right of every manager here, so that the submitter is told why not.
  const plan = await takePlan(tx, rules, seen.planId, 'return');
  if (!isAwaiting(plan.status)) throw new PlanNotAwaitingApproval();
  if (right === 'approve') {
    if (plan.submittedBy === tx.actor.userId) throw new OwnPlan();
    if (plan.managerApprovedBy === tx.actor.userId) throw new PassedOnYourself();
    rules.ensureMay(tx.actor, plan.status === 'awaiting_panel' ? 'approve_for_panel' : 'approve', 'Plan', plan);
  }
  if (plan.version !== seen.version) throw new Stale();
  return plan;
}
