import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { Conflict } from '../../shared/errors';
import { CaseReviews } from '../case-reviews';
import { reviewPaths } from '../paths';
import { ScheduleReview } from '../schedule-review';
import { type CaseReviewsModel, presentCaseReviews } from './present-case-reviews';
import { type ConfirmationModel, type ReviewModel, presentConfirmation, presentReview } from './present-review';
import type { Typed } from './review-answers';

class NoPlan extends Conflict {
  constructor() {
    super('This person has no plan to review.');
  }
}

@Controller('individuals/:id')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class CaseReviewsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reviews: CaseReviews,
    private readonly scheduleReview: ScheduleReview,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('reviews')
  @Render('reviews/views/case-reviews.njk')
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CaseReviewsModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    return presentCaseReviews(header, await this.reviews.overview(actor, id), {
      mayRecord: this.rules.may(actor, 'record', 'ReviewSchedule', header),
      mayExempt: this.rules.may(actor, 'exempt', 'ReviewSchedule', header),
      today: this.clock.today(),
    });
  }

  /** Mends a plan that is under way without a schedule, by the rule of its tier from its last review. */
  @Post('review-schedules')
  async schedule(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { plan } = await this.headers.load(actor, id, 'review.read');
        if (!plan) throw new NoPlan();
        const asked = { planId: plan.id, individualId: id };
        return this.scheduleReview.run(actor, asked, formSubmission(body));
      },
      saved: () => reviewPaths.ofCase(id),
      notice: 'Review scheduled',
      again: async () => ({ view: 'reviews/views/case-reviews.njk', model: await this.list(actor, id) }),
    });
  }

  @Get('reviews/:reviewId')
  @Render('reviews/views/review.njk')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('reviewId') reviewId: string,
  ): Promise<ReviewModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    return presentReview(header, await this.reviews.one(actor, id, reviewId));
  }

  @Get('reviews/:reviewId/confirmation')
  @Render('reviews/views/confirmation.njk')
  async confirmation(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('reviewId') reviewId: string,
  ): Promise<ConfirmationModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    const mayExit = this.rules.may(actor, 'decide', 'CohortMembership', header);
    return presentConfirmation(header, await this.reviews.one(actor, id, reviewId), mayExit);
  }
}
