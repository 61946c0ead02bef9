import { type Day, dayInWords } from '../../shared/day';
import { contextualDue } from '../../web/format-date';
import type { ReviewOfPlanRow } from './merge-conflicts';

/** "Review due by 4 November 2026, overdue by 19 days": beside the plan whose review it is. */
export function reviewDateWords(review: ReviewOfPlanRow | undefined, today: Day): string {
  if (!review) return 'No review is scheduled';
  return review.is_exempt
    ? `Review exempt, due by ${dayInWords(review.due_on)}`
    : `Review due by ${due(review, today)}`;
}

/** Which of the dates will hold, before anybody decides: what `follow-joined` of the reviews does. Empty when neither has a review. */
export function joinedDatesWords(reviews: ReviewOfPlanRow[], today: Day): string {
  const [sooner, later] = reviews.toSorted((one, other) => one.due_on.localeCompare(other.due_on));
  if (!sooner) return '';
  if (!later) {
    return `Only one of the plans has a review. If the other plan stands, the review due by ${due(sooner, today)} is cancelled, and one must be scheduled for the plan that stands.`;
  }
  if (sooner.is_exempt)
    return 'The plan that stands keeps the date of its own review, because the sooner one is exempt.';
  const exempt = later.is_exempt ? ' A plan whose review is exempt stays exempt.' : '';
  return `Whichever plan stands, its next review is due by the sooner date: ${due(sooner, today)}.${exempt}`;
}

function due({ due_on: dueOn }: ReviewOfPlanRow, today: Day): string {
  const words = contextualDue(dueOn, today);
  return `${dayInWords(dueOn)}, ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
