import type { Transaction } from '../platform/database';
import { newId } from '../shared/ids';
import { ReviewTrigger } from './review-trigger.entity';
import type { NextWindow } from './review-window';

/** An event is on record already; a birthday is written down when it counts. */
export const keepBirthday = (
  tx: Transaction,
  birthday: NonNullable<NextWindow['because']> & { scheduleId: string; individualId: string },
): Promise<void> =>
  tx.insert(ReviewTrigger, {
    id: newId(),
    ...birthday,
    source: 'Date of birth',
    broughtForward: true,
    recordedBy: tx.actor.userId,
    recordedAt: tx.now,
  });
