import { Injectable } from '@nestjs/common';
import { AddAction, CloseAction } from '../actions';
import { ChangeTier } from '../cohort';
import type { Tier } from '../individuals';
import { visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { ClosePlan } from '../plans';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { newId } from '../shared/ids';
import { addActionsOfReview, answerActionsOfReview } from './actions-of-review';
import { checkReview } from './check-review';
import { daysEarly } from './domain/held-day';
import type { NewReview, RecordedReview } from './new-review';
import { ReviewAttendee } from './review-attendee.entity';
import { type ReviewDue, lockReviewDue } from './review-due';
import { Review } from './review.entity';
import { ReviewRecorded } from './review.events';
import { heldEarlyWords } from './review-words';
import { ReviewSchedule } from './review-schedule.entity';
import { ScheduleReview } from './schedule-review';

/**
 * Records a review that was held: completes the schedule it answers with the deadline it was meant to meet, carries out
 * the decision, and starts the next schedule counted from the day it was held. All of it or none of it.
 */
@Injectable()
export class RecordReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly scheduleReview: ScheduleReview,
    private readonly addAction: AddAction,
    private readonly changeTier: ChangeTier,
    private readonly closeAction: CloseAction,
    private readonly closePlan: ClosePlan,
  ) {}

  run(actor: Actor, review: NewReview, submission?: Submission): Promise<RecordedReview> {
    return this.transactions.act(actor, (tx) => this.within(tx, review), submission);
  }

  /** @throws Stale when somebody recorded it first; Invalid naming every answer that cannot be accepted */
  async within(tx: Transaction, review: NewReview): Promise<RecordedReview> {
    // The person before their plan, as whoever restricts them or takes them out of the cohort.
    if (review.decision !== 'continue' && review.decision !== 'revise') {
      await visibleIndividual(tx, review.individualId, true);
    }
    const due = await lockReviewDue(tx, review);
    this.rules.ensureMay(tx.actor, 'record', 'ReviewSchedule', due);
    const after = await checkReview(tx, review, due);
    const id = await writeReview(tx, review, { due, newTier: after.isChanged ? after.tier : null });
    await answerActionsOfReview(tx, this.closeAction, { reviewId: id, review });
    if (after.isChanged && after.tier !== null) {
      const { individualId, rationale, summary } = review;
      await this.changeTier.within(tx, { individualId, tier: after.tier, decision: rationale, evidence: summary });
    }
    await tx.publish(new ReviewRecorded(due.id, due.individualId));
    await tx.announce('review.recorded', id);
    const nextDueOn = await this.carryOn(tx, review, due);
    // After the plan may have closed, which ends what was open before: what this review asks for goes on.
    await addActionsOfReview(tx, this.addAction, { reviewId: id, review });
    return { id, nextDueOn };
  }

  private async carryOn(tx: Transaction, review: NewReview, due: ReviewDue): Promise<Day | null> {
    const { planId, individualId } = due;
    if (review.decision === 'close') {
      await this.closePlan.within(tx, { planId, individualId });
      return null;
    }
    const next = { planId, individualId, from: review.heldOn, soonerOn: review.nextDueOn };
    return (await this.scheduleReview.within(tx, next)).dueOn;
  }
}

interface Written {
  due: ReviewDue;
  newTier: Tier | null;
}

async function writeReview(tx: Transaction, review: NewReview, { due, newTier }: Written): Promise<string> {
  const id = newId();
  const { planId, individualId } = due;
  await tx.change(ReviewSchedule, due, {
    status: 'completed',
    changeReason: reviewedInWords(review, due),
    changedAt: tx.now,
  });
  await tx.insert(Review, {
    id,
    scheduleId: due.id,
    planId,
    individualId,
    meetingItemId: review.meetingItemId ?? null,
    heldOn: review.heldOn,
    earlyReason: daysEarly(review.heldOn, due.windowFrom) === 0 ? '' : (review.earlyReason?.trim() ?? ''),
    deadlineOn: due.dueOn,
    personViewAnswer: review.personViewAnswer,
    personView: review.personView.trim(),
    ...optionalWords(review),
    summary: review.summary.trim(),
    decision: review.decision,
    rationale: review.rationale.trim(),
    heldBy: review.heldById ?? tx.actor.userId,
    recordedBy: tx.actor.userId,
    recordedAt: tx.now,
    tier: due.tier,
    newTier,
    rule: due.rule,
  });
  if (review.attendees.length > 0) {
    await tx.insert(
      ReviewAttendee,
      review.attendees.map(({ name, agencyId, role, attended, reportReceived, contribution }) => ({
        id: newId(),
        reviewId: id,
        individualId,
        name: name.trim(),
        agencyId: agencyId ?? null,
        role: role?.trim() ?? '',
        attended,
        reportReceived: reportReceived ?? false,
        contribution: contribution.trim(),
      })),
    );
  }
  await tx.audit({ act: 'review.recorded', subjectType: 'review', subjectId: id, individualId, fields: RECORDED });
  return id;
}

/** For the history of the date: "Reviewed on 22 November 2026. Held early: 25 days before it could be held, …". */
function reviewedInWords({ heldOn, earlyReason = '' }: NewReview, { windowFrom }: ReviewDue): string {
  const reviewed = `Reviewed on ${dayInWords(heldOn)}`;
  const early = heldEarlyWords(heldOn, windowFrom, earlyReason);
  return early === null ? reviewed : `${reviewed}. Held early: ${early}`;
}

/** What a review may leave blank: a panel that decides twenty cases in two hours says less than a case conference. */
const OPTIONAL = [
  'carerView',
  'changeInNeeds',
  'changeInRisks',
  'changeInBands',
  'dissent',
  'tellsPerson',
  'tellsReferrer',
] as const;

const optionalWords = (review: NewReview): Partial<Review> =>
  Object.fromEntries(OPTIONAL.map((field) => [field, review[field]?.trim() ?? '']));

const RECORDED = ['heldOn', 'earlyReason', 'personView', 'summary', 'decision', 'rationale', 'attendees', ...OPTIONAL];
