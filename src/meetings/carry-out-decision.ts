import { Injectable } from '@nestjs/common';
import { EndOpenActions } from '../actions';
import { ChangeTier } from '../cohort';
import type { Transaction } from '../platform/database';
import { ApprovePlan, ClosePlan } from '../plans';
import { DateAgain, RecordReview, ScheduleReview } from '../reviews';
import { type Day, dayInWords } from '../shared/day';
import { Stale } from '../shared/errors';
import { isReview, setsItAgain, setsNextReview } from './check-decision';
import type { ItemToDecide, PlanToReview } from './load-item';
import type { PanelDecision, RecordedDecision } from './panel-decision';

interface Decided {
  item: ItemToDecide;
  decision: PanelDecision;
  plan: PlanToReview | null;
  heldOn: Day;
}

/** A decision is a change to the record, made by the same verbs, with the same rights, as anywhere else. */
@Injectable()
export class CarryOutDecision {
  constructor(
    private readonly recordReview: RecordReview,
    private readonly scheduleReview: ScheduleReview,
    private readonly dateAgain: DateAgain,
    private readonly changeTier: ChangeTier,
    private readonly closePlan: ClosePlan,
    private readonly endOpenActions: EndOpenActions,
    private readonly approvePlan: ApprovePlan,
  ) {}

  async within(tx: Transaction, decided: Decided): Promise<Omit<RecordedDecision, 'id'>> {
    // Before the rest: an approved plan starts its own clock of reviews.
    if (decided.decision.approvesPlan && decided.plan) {
      await this.approvePlan.within(tx, { planId: decided.plan.planId, version: decided.decision.approvesPlan });
    }
    const carried = await this.reviewOrNot(tx, decided);
    await this.moveStrand(tx, decided);
    return carried;
  }

  private async reviewOrNot(tx: Transaction, decided: Decided): Promise<Omit<RecordedDecision, 'id'>> {
    const { decision, plan } = decided;
    if (isReview(plan)) return this.review(tx, decided);
    // The page showed a review to hold and somebody has held it since.
    if (decision.scheduleId && decision.scheduleId !== plan?.scheduleId) throw new Stale();
    return { reviewId: null, nextDueOn: await this.withoutReview(tx, decided) };
  }

  /** After the tier: each change ends one period of the cohort and starts the next. */
  private async moveStrand(tx: Transaction, { item, decision }: Decided): Promise<void> {
    const { newStrand, rationale } = decision;
    const tier = decision.newTier ?? item.tier;
    if (!newStrand || tier === null) return;
    const evidence = decision.heard?.trim() || `Decided by the panel at its meeting of ${dayInWords(item.heldOn)}.`;
    const change = { individualId: item.individualId, tier, strand: newStrand, decision: rationale, evidence };
    await this.changeTier.within(tx, change);
  }

  private async review(tx: Transaction, { item, decision, heldOn }: Decided): Promise<Omit<RecordedDecision, 'id'>> {
    const { id, nextDueOn } = await this.recordReview.within(tx, {
      individualId: item.individualId,
      scheduleId: decision.scheduleId ?? undefined,
      heldOn,
      earlyReason: `Decided by ${item.panelName} on ${dayInWords(item.heldOn)}.`,
      personViewAnswer: decision.personViewAnswer ?? 'could_not_ask',
      personView: decision.personView ?? '',
      summary: decision.heard?.trim() || `Reviewed by the panel at its meeting of ${dayInWords(item.heldOn)}.`,
      decision: decision.decision,
      rationale: decision.rationale,
      newTier: decision.newTier ?? null,
      nextDueOn: decision.nextDueOn,
      attendees: [],
      meetingItemId: item.id,
    });
    return { reviewId: id, nextDueOn };
  }

  private async withoutReview(tx: Transaction, { item, decision, plan, heldOn }: Decided): Promise<Day | null> {
    const { individualId } = item;
    const { newTier, rationale } = decision;
    if (newTier) {
      const evidence = decision.heard?.trim() || `Decided by the panel at its meeting of ${dayInWords(item.heldOn)}.`;
      await this.changeTier.within(tx, { individualId, tier: newTier, decision: rationale, evidence });
    }
    if (decision.decision === 'close') {
      const outcome = `The case was closed on ${dayInWords(tx.today)}`;
      if (plan) await this.closePlan.within(tx, { planId: plan.planId, individualId });
      else await this.endOpenActions.within(tx, { individualId, outcome });
      return null;
    }
    if (decision.changeReason && setsItAgain(decision, plan)) {
      const again = { scheduleId: plan.scheduleId, from: heldOn, soonerOn: decision.nextDueOn };
      return (
        await this.dateAgain.within(tx, { ...again, reason: `The panel decided again: ${decision.changeReason}` })
      ).dueOn;
    }
    // A live plan with no next review would never be asked about again.
    if (plan === null || !setsNextReview(decision, plan)) return null;
    const next = { planId: plan.planId, individualId, from: heldOn, soonerOn: decision.nextDueOn };
    return (await this.scheduleReview.within(tx, next)).dueOn;
  }
}
