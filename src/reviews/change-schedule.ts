import type { QueryDeepPartialEntity } from 'typeorm';
import type { Transaction } from '../platform/database';
import type { LockedSchedule } from './locked-schedule';
import { ReviewSchedule } from './review-schedule.entity';

interface ScheduleChange {
  act: string;
  /** In the user's words; the history keeps it, the audit does not. */
  reason: string;
  values: QueryDeepPartialEntity<ReviewSchedule>;
}

/** One change of one schedule: compare-and-set, audit, and word to the reminders. The database writes the history. */
export async function changeSchedule(tx: Transaction, schedule: LockedSchedule, change: ScheduleChange): Promise<void> {
  await tx.change(ReviewSchedule, schedule, { ...change.values, changeReason: change.reason, changedAt: tx.now });
  await tx.audit({
    act: change.act,
    subjectType: 'review_schedule',
    subjectId: schedule.id,
    individualId: schedule.individualId,
    fields: Object.keys(change.values),
  });
  await tx.announce('review_schedule.changed', schedule.id);
}
