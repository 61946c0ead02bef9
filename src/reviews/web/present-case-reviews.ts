import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Day } from '../../shared/day';
import { daysOverdue } from '../domain/overdue';
import { reviewPaths } from '../paths';
import { DECISION_WORDS, onTimeWords, reminderStatusWords, rungWords } from '../review-words';
import type { CurrentScheduleRow, ReminderRow, ReviewRow } from '../reviews.queries';

interface Overview {
  schedule: CurrentScheduleRow | undefined;
  reminders: ReminderRow[];
  reviews: ReviewRow[];
}

export function presentCaseReviews(
  header: CaseHeader,
  { schedule, reminders, reviews }: Overview,
  { mayRecord, today }: { mayRecord: boolean; today: Day },
) {
  const isLive = header.plan !== null && header.plan.status === 'live';
  return {
    ...caseLayoutModel(header, 'reviews'),
    schedule: schedule && presentSchedule(schedule, today),
    reminders: reminders.map(presentReminder),
    newHref: mayRecord && schedule?.status === 'active' ? reviewPaths.new(header.id) : undefined,
    scheduleAction: mayRecord && isLive && !schedule ? reviewPaths.schedules(header.id) : undefined,
    noScheduleText: isLive
      ? 'This plan has no review scheduled. That is overdue work: schedule it now.'
      : 'A review is scheduled when a plan is approved.',
    reviews: reviews.map((review) => ({
      href: reviewPaths.one(header.id, review.id),
      heldOn: review.held_on,
      deadlineOn: review.deadline_on,
      onTime: onTimeWords(review.held_on, review.deadline_on),
      isLate: review.held_on > review.deadline_on,
      decision: DECISION_WORDS[review.decision],
      heldBy: review.held_by,
    })),
  };
}

function presentSchedule(schedule: CurrentScheduleRow, today: Day) {
  const { due_on: dueOn, status } = schedule;
  const isOverdue = daysOverdue({ dueOn, today, status }) > 0;
  return {
    dueOn,
    isExempt: status === 'exempt',
    exemptReason: schedule.status_reason,
    whyText: isOverdue ? 'Why is this overdue?' : 'Why is this due?',
    explanation: schedule.explanation,
    rule: schedule.rule,
    windowFrom: schedule.window_from,
    madeBy: schedule.made_by,
    madeAt: schedule.made_at,
  };
}

const presentReminder = (reminder: ReminderRow) => ({
  recipient: `${reminder.recipient}, ${reminder.agency}`,
  about: rungWords(reminder.rung),
  status: reminderStatusWords(reminder.status),
  reason: reminder.status_reason,
  at: reminder.sent_at ?? reminder.owed_at,
});

export type CaseReviewsModel = ReturnType<typeof presentCaseReviews>;
