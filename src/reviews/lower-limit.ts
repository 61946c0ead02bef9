import type { Transaction } from '../platform/database';
import { type Day, dayInWords } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { whyNot } from './domain/schedule-change';
import type { LockedSchedule } from './locked-schedule';

/**
 * What would bring the review forward does not beat a sooner date that people set, but the date may be put back no later than it
 * allows. Only ever lower, and never below the date there is.
 */
export async function lowerLimit(
  tx: Transaction,
  schedule: LockedSchedule,
  { latestOn, because }: { latestOn: Day; because: string },
): Promise<void> {
  if (whyNot(schedule.status, 'bring_forward') !== null) return;
  if (latestOn >= schedule.noLaterThan || latestOn < schedule.dueOn) return;
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.limit_lowered',
    reason: `${because}. The date stays; the latest the rules allow is ${dayInWords(latestOn)} now`,
    values: { noLaterThan: latestOn },
  });
}
