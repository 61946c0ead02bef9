import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { PlansModule } from '../plans';
import { registerPolicy } from '../platform/access';
import { UsersModule } from '../users';
import { ReviewSchedulesApiController } from './api/review-schedules-api.controller';
import { ReviewTriggersApiController } from './api/review-triggers-api.controller';
import { ReviewsApiController } from './api/reviews-api.controller';
import { ScheduleChangesApiController } from './api/schedule-changes-api.controller';
import { CaseReviews } from './case-reviews';
import { ChangeReviewDate } from './change-review-date';
import { ClearExemption } from './clear-exemption';
import { ExemptReview } from './exempt-review';
import { FollowPlans } from './follow-plans';
import { HolidayTableWatch } from './holiday-table-watch';
import { RecordReview } from './record-review';
import { RecordTrigger } from './record-trigger';
import { ReviewActionAnswer } from './review-action-answer.entity';
import { ReviewAttendee } from './review-attendee.entity';
import { Review } from './review.entity';
import { reviewPolicy } from './review.policy';
import { ReviewSchedule } from './review-schedule.entity';
import { ReviewTrigger } from './review-trigger.entity';
import { ScheduleReview } from './schedule-review';
import { CaseReviewsController } from './web/case-reviews.controller';
import { ExemptionController } from './web/exemption.controller';
import { RecordReviewController } from './web/record-review.controller';
import { ReviewDatePages } from './web/review-date-pages';
import { ReviewDateController } from './web/review-date.controller';
import { ReviewWorkController } from './web/review-work.controller';

const entities = [ReviewSchedule, ReviewTrigger, Review, ReviewAttendee, ReviewActionAnswer];

const verbs = [ScheduleReview, RecordReview, RecordTrigger, ExemptReview, ClearExemption, ChangeReviewDate];

@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    ActionsModule,
    CohortModule,
    IndividualsModule,
    PlansModule,
    UsersModule,
  ],
  // Recording first: `reviews/new` is an address before it could be a review's id.
  controllers: [
    RecordReviewController,
    CaseReviewsController,
    ReviewDateController,
    ExemptionController,
    ReviewWorkController,
    ReviewSchedulesApiController,
    ScheduleChangesApiController,
    ReviewTriggersApiController,
    ReviewsApiController,
  ],
  providers: [...verbs, CaseReviews, ReviewDatePages, FollowPlans, HolidayTableWatch, registerPolicy(reviewPolicy)],
  exports: [...verbs, CaseReviews],
})
export class ReviewsModule {}
