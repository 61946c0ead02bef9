import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { changesSince } from './domain/plan-changes';
import { missingFrom } from './domain/readiness';
import { contentWithin, editionWithin, type PlanContent } from './plan-contents';
import { NothingToApprove, PlanNotReady } from './plan.errors';
import { Plan } from './plan.entity';
import { auditPlan, type SeenPlan, takeForChange } from './take-plan';

/** Sends a draft, or a live plan that has changed since its edition, to the managers of the involved agencies. */
@Injectable()
export class SubmitPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  /** @throws PlanNotReady naming everything that is missing */
  run(actor: Actor, input: SeenPlan, submission?: Submission): Promise<{ version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  async within(tx: Transaction, input: SeenPlan): Promise<{ version: number }> {
    const plan = await takeForChange(tx, this.rules, input);
    const content = await contentWithin(tx, plan.id);
    const missing = missingFrom(content);
    if (missing.length > 0) throw new PlanNotReady(missing);
    if (plan.currentEdition !== null) await ensureChanged(tx, content, plan.currentEdition);
    await tx.change(Plan, plan, {
      status: 'awaiting_approval',
      submittedBy: tx.actor.userId,
      submittedAt: tx.now,
      // Whoever approved the standing edition may be the one who sends the next: the database compares these two.
      approvedBy: null,
      approvedAt: null,
      managerApprovedBy: null,
      managerApprovedAt: null,
      returnComment: null,
      returnedBy: null,
    });
    await auditPlan(tx, plan, 'plan.submitted');
    await tx.announce('plan.submitted', plan.id);
    return { version: plan.version + 1 };
  }
}

async function ensureChanged(tx: Transaction, content: PlanContent, number: number): Promise<void> {
  const standing = await editionWithin(tx, content.id, number);
  if (standing && changesSince(standing.content, content).length === 0) throw new NothingToApprove();
}
