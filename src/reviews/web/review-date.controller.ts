import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type CaseHeader, CaseHeaders } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { dayInWords } from '../../shared/day';
import { NotAllowed, NotFound } from '../../shared/errors';
import { withDays } from '../../web/forms/date-fields';
import { CaseReviews } from '../case-reviews';
import { ChangeReviewDate } from '../change-review-date';
import { ClearExemption } from '../clear-exemption';
import { ExemptReview } from '../exempt-review';
import { reviewPaths } from '../paths';
import { RecordTrigger, type TriggerRecorded } from '../record-trigger';
import { ChangeDateForm, ClearExemptionForm, ExemptForm, TriggerForm } from '../review-date.forms';
import { type DateFormModel, presentDateForm } from './present-date-forms';
import { presentReviewDate, type ReviewDateModel } from './present-review-date';

const EVENT = 'reviews/views/event.njk';
const CHANGE = 'reviews/views/change-date.njk';
const EXEMPTION = 'reviews/views/exemption.njk';
const CLEARING = 'reviews/views/clear-exemption.njk';

type Fields = Record<string, unknown>;
type Right = 'record' | 'schedule' | 'exempt';

/** Why a review is due when it is, and what can be done about its date. */
@Controller('individuals/:id/review-date')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewDateController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reviews: CaseReviews,
    private readonly recordTrigger: RecordTrigger,
    private readonly changeReviewDate: ChangeReviewDate,
    private readonly exemptReview: ExemptReview,
    private readonly clearExemption: ClearExemption,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('reviews/views/review-date.njk')
  async why(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReviewDateModel> {
    const header = await this.headers.load(actor, id, 'review.read');
    return presentReviewDate(header, await this.reviews.date(actor, id), {
      mayRecord: this.rules.may(actor, 'record', 'ReviewSchedule', header),
      mayExempt: this.rules.may(actor, 'exempt', 'ReviewSchedule', header),
      today: this.clock.today(),
    });
  }

  @Get('event')
  @Render(EVENT)
  event(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.form(actor, id, 'record');
  }

  @Post('event')
  async happened(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const form = checked(TriggerForm, answersOf(body, { happenedOn: 'The day it happened' }));
        const recorded = await this.recordTrigger.run(actor, { individualId, ...form }, formSubmission(body));
        response.req.session.notice = noticeOf(recorded);
        return recorded;
      },
      saved: () => reviewPaths.date(individualId),
      again: async ({ isStale }) => ({
        view: EVENT,
        model: await this.form(actor, individualId, 'record', body, isStale),
      }),
    });
  }

  @Get('change')
  @Render(CHANGE)
  change(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.form(actor, id, 'schedule');
  }

  @Post('change')
  async changed(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => {
        const form = checked(ChangeDateForm, answersOf(body, { dueOn: 'The new date' }));
        return this.changeReviewDate.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
      },
      saved: () => reviewPaths.date(id),
      notice: 'Date of the review changed',
      again: async ({ isStale }) => ({ view: CHANGE, model: await this.form(actor, id, 'schedule', body, isStale) }),
    });
  }

  @Get('exemption')
  @Render(EXEMPTION)
  exemption(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.form(actor, id, 'exempt');
  }

  @Post('exemption')
  async exempt(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => {
        const form = checked(ExemptForm, answersOf(body, { until: 'The day the exemption ends' }));
        return this.exemptReview.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
      },
      saved: () => reviewPaths.date(id),
      notice: 'Review exempted',
      again: async ({ isStale }) => ({ view: EXEMPTION, model: await this.form(actor, id, 'exempt', body, isStale) }),
    });
  }

  @Get('exemption/clearing')
  @Render(CLEARING)
  clearing(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.form(actor, id, 'exempt');
  }

  @Post('exemption/clearing')
  async clear(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => {
        const form = checked(ClearExemptionForm, answersOf(body, {}));
        return this.clearExemption.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
      },
      saved: () => reviewPaths.date(id),
      notice: 'Exemption cleared',
      again: async ({ isStale }) => ({ view: CLEARING, model: await this.form(actor, id, 'exempt', body, isStale) }),
    });
  }

  /** @throws NotAllowed when the actor sees the case but may not do this; NotFound when no review is scheduled */
  private async form(
    actor: Actor,
    id: string,
    right: Right,
    typed: Fields = {},
    isStale = false,
  ): Promise<DateFormModel> {
    const header: CaseHeader = await this.headers.load(actor, id, 'review.read');
    if (!this.rules.may(actor, right, 'ReviewSchedule', header)) throw new NotAllowed();
    const { schedule } = await this.reviews.date(actor, id);
    if (!schedule) throw new NotFound();
    return presentDateForm({ header, schedule, typed, today: this.clock.today(), isStale });
  }
}

function answersOf(body: Fields, days: Record<string, string>): Fields {
  const { scheduleId: _id, version: _version, ...answers } = body;
  return withDays(answers, days);
}

const seenBy = (body: Fields): { scheduleId: string; version: number } => ({
  scheduleId: String(body['scheduleId']),
  version: Number(body['version']),
});

function noticeOf({ broughtForward, dueOn, isExempt }: TriggerRecorded): string {
  if (broughtForward) return `Recorded. The review is brought forward to ${dayInWords(dueOn)}`;
  if (isExempt)
    return 'Recorded. The review is exempt, so its date is not changed: clear the exemption if it can be held';
  return `Recorded. The review was due sooner anyway, on ${dayInWords(dueOn)}`;
}
