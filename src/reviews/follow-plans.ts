import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PlanApproved, PlanClosed } from '../plans';
import { DomainEvents, type Transaction } from '../platform/database';
import { ReviewScheduleCancelled } from './review.events';
import { NO_EXEMPTION, ReviewSchedule } from './review-schedule.entity';
import { ScheduleReview } from './schedule-review';

interface RunningSchedule {
  id: string;
  version: number;
}

/** A plan that is approved is reviewed from then on, and one that is closed no longer, in the same transaction. */
@Injectable()
export class FollowPlans implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly scheduleReview: ScheduleReview,
  ) {}

  onModuleInit(): void {
    this.events.on(PlanApproved, (tx, plan) => this.startSchedule(tx, plan));
    this.events.on(PlanClosed, (tx, plan) => this.cancelSchedule(tx, plan));
  }

  /**
   * A later edition of a plan under review keeps the date it has: approving again must not push a review back. One whose plan
   * was left without a schedule counts from the last review, and the first edition from today.
   */
  private async startSchedule(tx: Transaction, { planId, individualId }: PlanApproved): Promise<void> {
    const running = await runningSchedules(tx, planId);
    if (running.length === 0) await this.scheduleReview.within(tx, { planId, individualId });
  }

  private async cancelSchedule(tx: Transaction, { planId, individualId }: PlanClosed): Promise<void> {
    for (const schedule of await runningSchedules(tx, planId)) {
      await tx.change(ReviewSchedule, schedule, {
        ...NO_EXEMPTION,
        status: 'cancelled',
        statusReason: 'The plan was closed',
        changeReason: 'The plan was closed',
        changedAt: tx.now,
      });
      await tx.audit({
        act: 'review_schedule.cancelled',
        subjectType: 'review_schedule',
        subjectId: schedule.id,
        individualId,
        fields: ['status'],
      });
      await tx.publish(new ReviewScheduleCancelled(schedule.id, individualId));
    }
  }
}

/** Active or exempt: at most one, which the database holds. */
const runningSchedules = (tx: Transaction, planId: string): Promise<RunningSchedule[]> =>
  tx.query<RunningSchedule>(
    `SELECT id, version FROM review_schedules WHERE plan_id = $1 AND status IN ('active','exempt') FOR UPDATE`,
    [planId],
  );
