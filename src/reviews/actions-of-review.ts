import type { AddAction } from '../actions';
import type { Transaction } from '../platform/database';
import { Invalid } from '../shared/errors';
import type { NewReview } from './new-review';

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
