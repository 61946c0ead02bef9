import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { CohortModule } from '../cohort';
import { PlansModule } from '../plans';
import { registerPolicy } from '../platform/access';
import { FollowPlans } from './follow-plans';
import { RecordReview } from './record-review';
import { ReviewAttendee } from './review-attendee.entity';
import { Review } from './review.entity';
import { reviewPolicy } from './review.policy';
import { ReviewSchedule } from './review-schedule.entity';
import { ScheduleReview } from './schedule-review';

@Module({
  imports: [
    TypeOrmModule.forFeature([ReviewSchedule, Review, ReviewAttendee]),
    ActionsModule,
    CohortModule,
    PlansModule,
  ],
  providers: [ScheduleReview, RecordReview, FollowPlans, registerPolicy(reviewPolicy)],
  exports: [ScheduleReview, RecordReview],
})
export class ReviewsModule {}
