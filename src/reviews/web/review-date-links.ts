import { type Day, dayInWords } from '../../shared/day';
import { daysOverdue } from '../domain/overdue';
import { whyFixed } from '../domain/schedule-change';
import { reviewPaths } from '../paths';
import type { CurrentScheduleRow } from '../reviews.queries';

export interface DateRights {
  mayRecord: boolean;
  mayExempt: boolean;
  mayAcknowledge: boolean;
  remindAgainDays: number;
  today: Day;
}

const fixedWords = (schedule: CurrentScheduleRow, today: Day): string | null =>
  whyFixed({ dueOn: schedule.due_on, noLaterThan: schedule.no_later_than, today });

/** Why the date cannot be changed, and what can be done instead; null while it can. */
export function insteadWords(schedule: CurrentScheduleRow, { mayRecord, mayExempt, today }: DateRights): string | null {
  const why = schedule.status === 'active' && mayRecord ? fixedWords(schedule, today) : null;
  if (why === null) return null;
  return `${why} If it cannot be held, ${mayExempt ? 'exempt it' : 'ask a manager to exempt it'} and say why.`;
}

/** Where "Record a review" would be: why it is not, and what makes it come back; null of one that can be recorded. */
export function exemptWords(
  { status, exempt_until: until }: Pick<CurrentScheduleRow, 'status' | 'exempt_until'>,
  { mayRecord, mayExempt }: Pick<DateRights, 'mayRecord' | 'mayExempt'>,
): string | null {
  if (status !== 'exempt' || !mayRecord) return null;
  const last = until === null ? '' : ` until ${dayInWords(until)}`;
  return `No review can be recorded while this one is exempt${last}. If it can be held sooner, ${mayExempt ? 'clear the exemption first' : 'ask a manager to clear the exemption first'}.`;
}

export function linksOf(id: string, schedule: CurrentScheduleRow, rights: DateRights) {
  const { mayRecord, mayExempt, mayAcknowledge, today } = rights;
  const isExempt = schedule.status === 'exempt';
  const isOverdue = daysOverdue({ dueOn: schedule.due_on, today, status: schedule.status }) > 0;
  return [
    ...(mayAcknowledge && isOverdue
      ? [{ text: 'Acknowledge that it is overdue', href: reviewPaths.acknowledgement(id) }]
      : []),
    ...(mayRecord ? [{ text: 'Record that something happened', href: reviewPaths.event(id) }] : []),
    ...(mayRecord && !isExempt && fixedWords(schedule, today) === null
      ? [{ text: 'Change the date', href: reviewPaths.changeDate(id) }]
      : []),
    ...(mayExempt && !isExempt ? [{ text: 'Exempt this review', href: reviewPaths.exemption(id) }] : []),
    ...(mayExempt && isExempt ? [{ text: 'Clear the exemption', href: reviewPaths.clearing(id) }] : []),
  ];
}
