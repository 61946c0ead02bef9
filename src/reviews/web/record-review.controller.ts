import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type ActionRow, CaseActions } from '../../actions';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission, sayNotDone } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { type FieldProblem, Invalid, NotAllowed, Stale } from '../../shared/errors';
import { Colleagues } from '../../users';
import { CaseReviews } from '../case-reviews';
import { problemsOfReview } from '../check-review';
import { reviewPaths } from '../paths';
import { RecordReview } from '../record-review';
import { whyNothingToRecord } from '../review-words';
import { NoReviewDue } from '../review.errors';
import { presentCheck } from './present-check';
import { isBehind, presentReviewForm, type ReviewForm } from './present-review-form';
import { boxOf, inBoxesOfPage, reviewFrom, type Typed } from './review-answers';

const FORM = 'reviews/views/review-form.njk';

/** Form, check page and saving: one address, and the button says which. Everything typed travels in the page itself. */
@Controller('individuals/:id/reviews')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class RecordReviewController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reviews: CaseReviews,
    private readonly colleagues: Colleagues,
    private readonly actions: CaseActions,
    private readonly recordReview: RecordReview,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  async form(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const form = await this.load(actor, id, {});
    if (form.due) {
      response.render(FORM, presentReviewForm(form));
      return;
    }
    const { schedule } = await this.reviews.overview(actor, id);
    await sayNotDone(response, whyNothingToRecord(schedule, form.header.plan !== null), reviewPaths.ofCase(id));
  }

  @Post()
  @HttpCode(200)
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    if (body['step'] === 'record') return this.record(actor, id, body, response);
    const form = await this.load(actor, id, body);
    if (body['step'] === 'check') return this.check(form, response);
    response.render(FORM, presentReviewForm(form));
  }

  private check(form: ReviewForm, response: Response): void {
    if (isBehind(form)) {
      const { status, message } = new Stale();
      const errors: FieldProblem[] = [{ field: 'main-content', message }];
      response.status(status).render(FORM, { ...presentReviewForm(form, true), errors });
      return;
    }
    if (!form.due) throw new NoReviewDue();
    try {
      const review = reviewFrom(form.typed, form.header.id);
      const problems = problemsOfReview(review, form.due, form.today);
      if (problems.length > 0) throw new Invalid(problems.map(boxOf));
      response.render('reviews/views/check-review.njk', presentCheck(form, review, form.due));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const errors: FieldProblem[] = error.problems;
      response.status(error.status).render(FORM, { ...presentReviewForm(form), errors });
    }
  }

  private record(actor: Actor, id: string, body: Typed, response: Response): Promise<void> {
    return answerForm(response, {
      save: async () => {
        // Names its boxes itself.
        const review = reviewFrom(body, id);
        try {
          return await this.recordReview.run(actor, review, formSubmission(body));
        } catch (error) {
          throw inBoxesOfPage(error);
        }
      },
      saved: (recorded) => reviewPaths.confirmation(id, recorded.id),
      again: async ({ isStale }) => {
        const form = await this.load(actor, id, body);
        return { view: FORM, model: presentReviewForm(form, isStale) };
      },
    });
  }

  private mayEnd(actor: Actor, action: ActionRow): boolean {
    const { access_keys: accessKeys, owner_id: ownerId, owner_agency_id: ownerAgencyId, visibility } = action;
    return this.rules.may(actor, 'close', 'Action', { accessKeys, ownerId, ownerAgencyId, visibility });
  }

  /** @throws NotAllowed when the actor sees the case but does not record its reviews */
  private async load(actor: Actor, id: string, typed: Typed): Promise<ReviewForm> {
    const header = await this.headers.load(actor, id, 'review.read');
    if (!this.rules.may(actor, 'record', 'ReviewSchedule', header)) throw new NotAllowed();
    const [reading, colleagues, existingActions] = await Promise.all([
      this.reviews.forRecording(actor, id),
      this.colleagues.list(actor),
      this.actions.of(actor, id),
    ]);
    return {
      ...reading,
      header,
      typed,
      colleagues,
      existingActions,
      actor,
      actionsToAnswer: existingActions.filter((action) => action.status === 'open' && this.mayEnd(actor, action)),
      actorId: actor.userId,
      today: this.clock.today(),
      mayChangeTier: this.rules.may(actor, 'decide', 'CohortMembership', header),
      mayClose: this.rules.may(actor, 'close', 'Plan', header),
    };
  }
}
