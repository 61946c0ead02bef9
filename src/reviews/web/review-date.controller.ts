import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { formSubmission } from '../../platform/http';
import { dayInWords } from '../../shared/day';
import { ChangeReviewDate, type DateChanged } from '../change-review-date';
import { RecordTrigger, type TriggerRecorded } from '../record-trigger';
import { ChangeDateForm, TriggerForm } from '../review-date.forms';
import type { DateFormModel } from './present-date-forms';
import type { ReviewDateModel } from './present-review-date';
import { answersOf, type Fields, ReviewDatePages, seenBy } from './review-date-pages';

const EVENT = 'reviews/views/event.njk';
const CHANGE = 'reviews/views/change-date.njk';

/** Why a review is due when it is, and what can be done about its date. */
@Controller('individuals/:id/review-date')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewDateController {
  constructor(
    private readonly pages: ReviewDatePages,
    private readonly recordTrigger: RecordTrigger,
    private readonly changeReviewDate: ChangeReviewDate,
  ) {}

  @Get()
  @Render('reviews/views/review-date.njk')
  why(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReviewDateModel> {
    return this.pages.why(actor, id);
  }

  @Get('event')
  @Render(EVENT)
  event(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.pages.form(actor, id, 'record');
  }

  @Post('event')
  happened(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const save = () => {
      const form = answersOf(TriggerForm, body, { happenedOn: 'The day it happened' });
      return this.recordTrigger.run(actor, { individualId: id, ...form, seen: seenBy(body) }, formSubmission(body));
    };
    return this.pages.answer(response, { actor, id, body, view: EVENT, right: 'record', notice: noticeOf, save });
  }

  @Get('change')
  async change(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const model = await this.pages.formIfAllowed(response, { actor, id, right: 'schedule', act: 'change_date' });
    if (model) response.render(CHANGE, model);
  }

  @Post('change')
  changed(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const save = () => {
      const form = answersOf(ChangeDateForm, body, { dueOn: 'The new date' });
      return this.changeReviewDate.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
    };
    const notice = ({ dueOn, words }: DateChanged) =>
      `Date of the review changed to ${dayInWords(dueOn)}. ${words}`.trim();
    const page = { view: CHANGE, right: 'schedule', act: 'change_date', notice } as const;
    return this.pages.answer(response, { actor, id, body, ...page, save });
  }
}

function noticeOf({ broughtForward, dueOn, latestOn, isExempt }: TriggerRecorded): string {
  const whileExempt = isExempt ? '. It is still exempt: clear the exemption when it can be held' : '';
  if (broughtForward) return `Recorded. The review is brought forward to ${dayInWords(dueOn)}${whileExempt}`;
  const limit = latestOn === null ? '' : `. It may be put back no later than ${dayInWords(latestOn)} now`;
  if (isExempt) return `Recorded. The review was due by then anyway${limit}${whileExempt}`;
  return `Recorded. The review was due by then anyway, on ${dayInWords(dueOn)}${limit}`;
}
