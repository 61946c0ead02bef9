import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { changeSchedule } from './change-schedule';
import { limitReason } from './domain/limit-cause';
import { whyNot } from './domain/schedule-change';
import type { LockedSchedule } from './locked-schedule';

/**
 * What would bring the review forward does not beat a sooner date that people set, but the date may be put back no later than it
 * allows. Only ever lower, and never below the date there is.
 * @returns whether it was lowered
 */
export async function lowerLimit(
  tx: Transaction,
  schedule: LockedSchedule,
  { latestOn, because }: { latestOn: Day; because: string },
): Promise<boolean> {
  if (whyNot(schedule.status, 'bring_forward') !== null) return false;
  if (latestOn >= schedule.noLaterThan || latestOn < schedule.dueOn) return false;
  await changeSchedule(tx, schedule, {
    act: 'review_schedule.limit_lowered',
    reason: limitReason(because, latestOn),
    values: { noLaterThan: latestOn },
  });
  return true;
}
