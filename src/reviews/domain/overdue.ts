import { Day, daysBetween } from '../../shared/day';

export const scheduleStatuses = ['active', 'exempt', 'completed', 'cancelled'] as const;
export type ScheduleStatus = (typeof scheduleStatuses)[number];

export const dueStates = ['overdue', 'due_today', 'due_soon', 'later', 'not_running'] as const;
export type DueState = (typeof dueStates)[number];

/** Due within this many days, today not counted, is due soon. */
export const DUE_SOON_DAYS = 14;

export interface DueQuestion {
  dueOn: Day;
  today: Day;
  status: ScheduleStatus;
}

/** The one definition of overdue. Due today is not overdue. `overdue.sql.ts` says the same to PostgreSQL. */
export function dueState({ dueOn, today, status }: DueQuestion): DueState {
  if (status !== 'active') return 'not_running';
  const daysLeft = daysBetween(today, dueOn);
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'due_today';
  return daysLeft <= DUE_SOON_DAYS ? 'due_soon' : 'later';
}

/** Calendar days since the due day; 0 unless overdue. */
export function daysOverdue(question: DueQuestion): number {
  return dueState(question) === 'overdue' ? daysBetween(question.dueOn, question.today) : 0;
}
