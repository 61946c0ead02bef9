import type { AddAction, CloseAction } from '../actions';
import type { Transaction } from '../platform/database';
import { Invalid, Refusal } from '../shared/errors';
import { newId } from '../shared/ids';
import type { NewReview } from './new-review';
import { ReviewActionAnswer } from './review-action-answer.entity';

/** Makes the actions of a review, and says of which one a refusal is. */
export async function addActionsOfReview(
  tx: Transaction,
  addAction: AddAction,
  { reviewId, review }: { reviewId: string; review: NewReview },
): Promise<void> {
  for (const [at, action] of (review.actions ?? []).entries()) {
    try {
      await addAction.within(tx, {
        ...action,
        individualId: review.individualId,
        madeIn: 'review',
        madeInId: reviewId,
        // A review may be written up days later: the action was agreed on the day it was held.
        madeOn: review.heldOn,
      });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const problems = error.problems.map(({ field, message }) => ({ field: `actions.${at}.${field}`, message }));
      throw new Invalid(problems, error.message);
    }
  }
}

/** Ends the open actions the review says are ended, and keeps what was heard of each, also of those that go on. */
export async function answerActionsOfReview(
  tx: Transaction,
  closeAction: CloseAction,
  { reviewId, review }: { reviewId: string; review: NewReview },
): Promise<void> {
  for (const [at, { actionId, version, status, outcome }] of (review.actionAnswers ?? []).entries()) {
    if (status !== 'open') {
      await sayingWhich(at, () => closeAction.within(tx, { id: actionId, version, status, outcome }));
    }
    await tx.insert(ReviewActionAnswer, {
      id: newId(),
      reviewId,
      individualId: review.individualId,
      actionId,
      status,
      outcome: outcome.trim(),
    });
  }
}

async function sayingWhich(at: number, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 422].includes(error.status) || error.code === 'stale') throw error;
    throw new Invalid([{ field: `actionAnswers.${at}.outcome`, message: error.problems[0]?.message ?? error.message }]);
  }
}
