import { Controller, Get, Param, Render } from '@nestjs/common';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { ReviewDateModel } from './present-review-date';
import { ReviewDatePages } from './review-date-pages';

/** Why a review that was held, or cancelled with its plan, was due when it was: kept after it is over. */
@Controller('individuals/:id/review-schedules')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PastReviewDateController {
  constructor(private readonly pages: ReviewDatePages) {}

  @Get(':scheduleId')
  @Render('reviews/views/review-date.njk')
  why(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
  ): Promise<ReviewDateModel> {
    return this.pages.why(actor, id, scheduleId);
  }
}
