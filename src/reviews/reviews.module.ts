import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions';
import { CohortModule } from '../cohort';
import { IndividualsModule } from '../individuals';
import { PlansModule } from '../plans';
import { NotesModule } from '../notes';
import { registerPolicy } from '../platform/access';
import { UsersModule } from '../users';
import { AcknowledgeOverdue } from './acknowledge-overdue';
import { AcknowledgementsApiController } from './api/acknowledgements-api.controller';
import { CaseFileApiController } from './api/case-file-api.controller';
import { ReviewSchedulesApiController } from './api/review-schedules-api.controller';
import { ReviewTriggersApiController } from './api/review-triggers-api.controller';
import { ReviewsApiController } from './api/reviews-api.controller';
import { ScheduleChangesApiController } from './api/schedule-changes-api.controller';
import { CalendarFeeds } from './calendar-feeds';
import { CalendarLimits } from './calendar-limits';
import { CalendarSources } from './calendar-sources';
import { CaseFiles } from './case-file';
import { CaseReviews } from './case-reviews';
import { ChangeReviewDate } from './change-review-date';
import { DateAgain } from './date-again';
import { ClearExemption } from './clear-exemption';
import { ExemptReview } from './exempt-review';
import { FollowBirth } from './follow-birth';
import { FollowCustody } from './follow-custody';
import { FollowJoined } from './follow-joined';
import { FollowParted } from './follow-parted';
import { FollowPlace } from './follow-place';
import { FollowPlans } from './follow-plans';
import { HolidayTableWatch } from './holiday-table-watch';
import { RecordReview } from './record-review';
import { RecordTrigger } from './record-trigger';
import { ReviewAcknowledgement } from './review-acknowledgement.entity';
import { ReviewActionAnswer } from './review-action-answer.entity';
import { ReviewAttendee } from './review-attendee.entity';
import { Review } from './review.entity';
import { reviewPolicy } from './review.policy';
import { ReviewSchedule } from './review-schedule.entity';
import { ReviewTrigger } from './review-trigger.entity';
import { ScheduleReview } from './schedule-review';
import { AcknowledgementController } from './web/acknowledgement.controller';
import { CalendarController } from './web/calendar.controller';
import { CalendarFeedController } from './web/calendar-feed.controller';
import { CaseReviewsController } from './web/case-reviews.controller';
import { ExemptionController } from './web/exemption.controller';
import { PastReviewDateController } from './web/past-review-date.controller';
import { RecordReviewController } from './web/record-review.controller';
import { ReviewDatePages } from './web/review-date-pages';
import { ReviewDateController } from './web/review-date.controller';
import { ReviewWorkController } from './web/review-work.controller';

const entities = [ReviewSchedule, ReviewTrigger, Review, ReviewAttendee, ReviewActionAnswer, ReviewAcknowledgement];

const verbs = [
  DateAgain,
  ScheduleReview,
  RecordReview,
  RecordTrigger,
  ExemptReview,
  ClearExemption,
  ChangeReviewDate,
  AcknowledgeOverdue,
];

@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    ActionsModule,
    CohortModule,
    IndividualsModule,
    NotesModule,
    PlansModule,
    UsersModule,
  ],
  // Recording first: `reviews/new` is an address before it could be a review's id.
  controllers: [
    RecordReviewController,
    CaseReviewsController,
    ReviewDateController,
    PastReviewDateController,
    ExemptionController,
    AcknowledgementController,
    ReviewWorkController,
    CalendarController,
    CalendarFeedController,
    CaseFileApiController,
    ReviewSchedulesApiController,
    ScheduleChangesApiController,
    AcknowledgementsApiController,
    ReviewTriggersApiController,
    ReviewsApiController,
  ],
  providers: [
    ...verbs,
    CaseFiles,
    CaseReviews,
    CalendarFeeds,
    CalendarLimits,
    CalendarSources,
    ReviewDatePages,
    FollowBirth,
    FollowCustody,
    FollowJoined,
    FollowParted,
    FollowPlace,
    FollowPlans,
    HolidayTableWatch,
    registerPolicy(reviewPolicy),
  ],
  exports: [CalendarSources, ...verbs, CaseReviews],
})
export class ReviewsModule {}
