import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Day } from '../../shared/day';
import { overdueBefore } from '../domain/exemption';
import { daysOverdue } from '../domain/overdue';
import { reviewPaths } from '../paths';
import { reviewDecisionWords, onTimeWords } from '../review-words';
import type { CurrentScheduleRow, ReviewRow } from '../reviews.queries';
import { type DateRights, exemptWords } from './review-date-links';

interface Overview {
  schedule: CurrentScheduleRow | undefined;
  reviews: ReviewRow[];
  /** Ended without a review. */
  cancelled: CurrentScheduleRow[];
}

export function presentCaseReviews(
  header: CaseHeader,
  { schedule, reviews, cancelled }: Overview,
  rights: Pick<DateRights, 'mayRecord' | 'mayExempt' | 'today'>,
) {
  const { mayRecord, today } = rights;
  const isLive = header.plan !== null && header.plan.status === 'live';
  return {
    ...caseLayoutModel(header, 'reviews'),
    schedule: schedule && presentSchedule(schedule, today),
    whyHref: reviewPaths.date(header.id),
    eventHref: mayRecord && schedule ? reviewPaths.event(header.id) : undefined,
    newHref: mayRecord && schedule?.status === 'active' ? reviewPaths.new(header.id) : undefined,
    exemptWords: schedule ? exemptWords(schedule, rights) : null,
    scheduleAction: mayRecord && isLive && !schedule ? reviewPaths.schedules(header.id) : undefined,
    noScheduleText: isLive
      ? 'This plan has no review scheduled. That is overdue work: schedule it now.'
      : 'A review is scheduled when a plan is approved.',
    reviews: reviews.map((review) => ({
      href: reviewPaths.one(header.id, review.id),
      heldOn: review.held_on,
      deadlineOn: review.deadline_on,
      whyHref: reviewPaths.pastDate(header.id, review.schedule_id),
      onTime: onTimeWords(review.held_on, review.deadline_on),
      isLate: review.held_on > review.deadline_on,
      isEarly: review.held_on < review.window_from,
      decision: reviewDecisionWords(review),
      heldBy: review.held_by,
    })),
    cancelled: cancelled.map(({ id, due_on: dueOn, status_reason: why }) => ({
      href: reviewPaths.pastDate(header.id, id),
      dueOn,
      why: why ?? 'No reason kept',
    })),
  };
}

function presentSchedule(schedule: CurrentScheduleRow, today: Day) {
  const { due_on: dueOn, status } = schedule;
  const isOverdue = daysOverdue({ dueOn, today, status }) > 0;
  return {
    dueOn,
    isExempt: status === 'exempt',
    overdueBefore: overdueBefore({ dueOn, since: schedule.exempt_since }),
    whyText: status === 'exempt' ? 'Why is this exempt?' : isOverdue ? 'Why is this overdue?' : 'Why is this due?',
    explanation: schedule.explanation,
  };
}

export type CaseReviewsModel = ReturnType<typeof presentCaseReviews>;
