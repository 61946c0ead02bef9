import { Injectable } from '@nestjs/common';
import { AddAction } from '../actions';
import { ExitCohort } from '../cohort';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { CarryOutDecision } from './carry-out-decision';
import { checkDecision } from './check-decision';
import { type ItemToDecide, loadItem, lockPlanToReview, refuseUndecidable } from './load-item';
import { MeetingItem } from './meeting-item.entity';
import type { PanelDecision, RecordedDecision } from './panel-decision';

/**
 * Records what the panel decided about one case and carries it out: the review that was due, the actions, the tier, the
 * end of the plan and of the cohort period. All of it or none of it.
 */
@Injectable()
export class DecideItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addAction: AddAction,
    private readonly carryOut: CarryOutDecision,
    private readonly exitCohort: ExitCohort,
  ) {}

  run(actor: Actor, decision: PanelDecision, submission?: Submission): Promise<RecordedDecision> {
    return this.transactions.act(actor, (tx) => this.within(tx, decision), submission);
  }

  /** @throws Stale when another member recorded one first; Invalid naming every answer that cannot be accepted */
  async within(tx: Transaction, decision: PanelDecision): Promise<RecordedDecision> {
    const item = await loadItem(tx, decision);
    this.rules.ensureMay(tx.actor, 'decide', 'Meeting', item);
    refuseUndecidable(item, decision.version);
    // A decision written down before the day of the meeting counts from the day it was written.
    const heldOn = item.heldOn < tx.today ? item.heldOn : tx.today;
    const plan = await lockPlanToReview(tx, item.individualId, heldOn);
    checkDecision(decision, item.tier, plan);
    await this.writeDecision(tx, item, decision);
    const carried = await this.carryOut.within(tx, { item, decision, plan, heldOn });
    // After the plan may have closed, which ends what was open before: what the panel asks for now goes on.
    await this.addActions(tx, item, { ...decision, heldOn });
    await this.leaveCohort(tx, item, decision);
    return { id: item.id, ...carried };
  }

  private async writeDecision(tx: Transaction, item: ItemToDecide, decision: PanelDecision): Promise<void> {
    await tx.change(
      MeetingItem,
      { id: item.id, version: decision.version },
      {
        status: 'decided',
        decision: decision.decision,
        rationale: decision.rationale.trim(),
        dissent: decision.dissent?.trim() || null,
        decidedBy: tx.actor.userId,
        decidedAt: tx.now,
      },
    );
    await tx.audit({
      act: 'meeting_item.decided',
      subjectType: 'meeting_item',
      subjectId: item.id,
      individualId: item.individualId,
      fields: ['decision', 'rationale', 'dissent'],
    });
  }

  private async addActions(
    tx: Transaction,
    item: ItemToDecide,
    made: PanelDecision & { heldOn: string },
  ): Promise<void> {
    for (const [at, action] of (made.actions ?? []).entries()) {
      const { individualId, id: madeInId } = item;
      try {
        await this.addAction.within(tx, { ...action, individualId, madeIn: 'meeting', madeInId, madeOn: made.heldOn });
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        const problems = error.problems.map(({ field, message }) => ({ field: `actions.${at}.${field}`, message }));
        throw new Invalid(problems, error.message);
      }
    }
  }

  /** Last of all: from here on the panel sees the case no more. */
  private async leaveCohort(
    tx: Transaction,
    { individualId, tier }: ItemToDecide,
    decision: PanelDecision,
  ): Promise<void> {
    if (decision.decision !== 'close' || tier === null || !decision.exitReason) return;
    await this.exitCohort.within(tx, { individualId, exitReason: decision.exitReason, rationale: decision.rationale });
  }
}
