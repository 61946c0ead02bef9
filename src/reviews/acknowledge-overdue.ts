import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addDays, type Day } from '../shared/day';
import { Invalid, Stale } from '../shared/errors';
import { newId } from '../shared/ids';
import { whyNotChaseOn } from './domain/acknowledgement';
import { dueState } from './domain/overdue';
import { onWorkingDay } from './domain/working-due-day';
import { lockSchedule } from './locked-schedule';
import { ScheduleDoesNotAllow, whyNothingToAcknowledge } from './review.errors';
import { ReviewAcknowledgement } from './review-acknowledgement.entity';

export interface NewAcknowledgement {
  scheduleId: string;
  /** The version of the newest acknowledgement the user saw; 0 when there was none. */
  version: number;
  reason: string;
  /** When the user chases it: not a date by which the review may be held. A day off becomes the working day before, or the next. */
  chaseOn: Day;
}

/**
 * Says that somebody has seen that a review is overdue, why it is, and when they chase it. The review stays overdue, is
 * counted and reminded of as before: an acknowledgement must not be a way to make a number smaller.
 */
@Injectable()
export class AcknowledgeOverdue {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: NewAcknowledgement, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws Stale when somebody acknowledged it in between; ScheduleDoesNotAllow when it is not overdue; Invalid */
  async within(tx: Transaction, input: NewAcknowledgement): Promise<{ id: string; version: number }> {
    const schedule = await lockSchedule(tx, input.scheduleId);
    this.rules.ensureMay(tx.actor, 'acknowledge', 'ReviewSchedule', schedule);
    if (dueState({ dueOn: schedule.dueOn, status: schedule.status, today: tx.today }) !== 'overdue') {
      throw new ScheduleDoesNotAllow(whyNothingToAcknowledge(schedule.status));
    }
    // The schedule is locked, so nobody adds one between this and the insert.
    const [newest] = await tx.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM review_acknowledgements WHERE schedule_id = $1',
      [schedule.id],
    );
    if ((newest?.version ?? 0) !== input.version) throw new Stale();
    const reason = input.reason.trim();
    const refused = whyNotChaseOn(input.chaseOn, tx.today);
    if (reason === '') throw new Invalid([{ field: 'reason', message: 'Enter why the review is overdue' }]);
    if (refused !== null) throw new Invalid([{ field: 'chaseOn', message: refused }]);
    const made = { id: newId(), version: input.version + 1 };
    await tx.insert(ReviewAcknowledgement, {
      ...made,
      scheduleId: schedule.id,
      individualId: schedule.individualId,
      dueOn: schedule.dueOn,
      reason,
      chaseOn: onWorkingDay(input.chaseOn, addDays(tx.today, 1)).dueOn,
      acknowledgedBy: tx.actor.userId,
      acknowledgedAt: tx.now,
    });
    await tx.audit({
      act: 'review_schedule.acknowledged',
      subjectType: 'review_schedule',
      subjectId: schedule.id,
      individualId: schedule.individualId,
      fields: ['reason', 'chaseOn'],
    });
    return made;
  }
}
