import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { isId } from '../shared/ids';
import { hasWords } from '../shared/words';
import { daysEarly, whyNotHeldOn } from './domain/held-day';
import { type TierAfter, tierAfterReview } from './domain/review-decision';
import type { Tier } from './domain/review-rules';
import type { NewReview } from './new-review';
import type { ReviewDue } from './review-due';
import { nextWindow } from './review-window';
import { beforeItsWindow } from './review-words';

/**
 * What the case's own facts say about the answers.
 * @returns the tier the case has after the review
 * @throws Invalid naming every field that is wrong
 */
export async function checkReview(
  tx: Transaction,
  review: NewReview,
  due: ReviewDue,
): Promise<Exclude<TierAfter, FieldProblem>> {
  const problems = [...problemsOfReview(review, due, tx.today), ...(await unknownPeople(tx, review))];
  const after = tierAfterReview(review.decision, due.tier, review.newTier);
  if (problems.length > 0 || 'message' in after) throw new Invalid(problems);
  return after;
}

/** Everything that can be said of the answers before they are saved: the check page asks the same. */
export function problemsOfReview(review: NewReview, due: ReviewDue, today: Day): FieldProblem[] {
  const problems = missingWords(review);
  const notHeld = whyNotHeldOn({ heldOn: review.heldOn, today, ...due });
  if (notHeld !== null) problems.push({ field: 'heldOn', message: notHeld });
  else problems.push(...earlyWithoutWhy(review, due));
  const after = tierAfterReview(review.decision, due.tier, review.newTier);
  if ('message' in after) problems.push(after);
  else problems.push(...problemsOfNextDate(review, due, after.tier, today));
  return problems;
}

/** A review before its window starts the next count sooner: it may, and says why. */
function earlyWithoutWhy({ heldOn, earlyReason = '' }: NewReview, { windowFrom }: ReviewDue): FieldProblem[] {
  if (daysEarly(heldOn, windowFrom) === 0 || earlyReason.trim() !== '') return [];
  return [{ field: 'earlyReason', message: `Enter why it is held early: ${beforeItsWindow(heldOn, windowFrom)}` }];
}

function problemsOfNextDate(review: NewReview, due: ReviewDue, tier: Tier | null, today: Day): FieldProblem[] {
  if (!review.nextDueOn) return [];
  if (review.decision === 'close') {
    return [{ field: 'nextDueOn', message: 'A plan that closes has no next review. Leave the date blank' }];
  }
  if (notHeldYet(review, today)) return [];
  const window = nextWindow({ from: review.heldOn, soonerOn: review.nextDueOn, today, ...due, tier });
  return 'message' in window ? [window] : [];
}

/** Its own problem, said elsewhere: no date can be counted from it. */
const notHeldYet = ({ heldOn }: NewReview, today: Day): boolean => heldOn > today;

const REQUIRED = [
  ['personView', 'Enter what the person says'],
  ['summary', 'Enter what the agencies said'],
  ['rationale', 'Enter the reasons for the decision'],
] as const;

function missingWords(review: NewReview): FieldProblem[] {
  const empty: FieldProblem[] = REQUIRED.filter(([field]) => review[field].trim() === '').map(([field, message]) => ({
    field,
    message,
  }));
  if (review.personView.trim() !== '' && !hasWords(review.personView)) {
    empty.push({ field: 'personView', message: 'Write it in words' });
  }
  review.attendees.forEach(({ name }, at) => {
    if (name.trim() === '') empty.push({ field: `attendees.${at}.name`, message: 'Enter the name of this person' });
  });
  review.actionAnswers?.forEach(({ status, outcome }, at) => {
    if (status !== 'open' && outcome.trim() === '') {
      empty.push({ field: `actionAnswers.${at}.outcome`, message: 'Enter what happened to this action' });
    }
  });
  return empty;
}

async function unknownPeople(tx: Transaction, review: NewReview): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  if (review.heldById && !(await exists(tx, 'SELECT 1 FROM users WHERE id = $1', review.heldById))) {
    problems.push({ field: 'heldById', message: 'Select who held the review from the list' });
  }
  for (const [at, { agencyId }] of review.attendees.entries()) {
    if (agencyId && !(await exists(tx, 'SELECT 1 FROM agencies WHERE id = $1', agencyId))) {
      problems.push({ field: `attendees.${at}.agencyId`, message: 'Select an agency from the list' });
    }
  }
  return problems;
}

const exists = async (tx: Transaction, text: string, id: string): Promise<boolean> =>
  isId(id) && (await tx.query(text, [id])).length > 0;
