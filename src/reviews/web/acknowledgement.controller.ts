import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { formSubmission } from '../../platform/http';
import { AcknowledgeOverdue } from '../acknowledge-overdue';
import { AcknowledgementForm } from '../review-date.forms';
import { answersOf, type Fields, ReviewDatePages, seenBy } from './review-date-pages';

const VIEW = 'reviews/views/acknowledgement.njk';

/** That a review is overdue has been seen: by whom, why, and when they chase it. */
@Controller('individuals/:id/review-date/acknowledgement')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class AcknowledgementController {
  constructor(
    private readonly pages: ReviewDatePages,
    private readonly acknowledgeOverdue: AcknowledgeOverdue,
  ) {}

  @Get()
  async form(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const model = await this.pages.formIfAllowed(response, { actor, id, right: 'acknowledge', act: 'acknowledge' });
    if (model) response.render(VIEW, model);
  }

  @Post()
  acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const save = () => {
      const form = answersOf(AcknowledgementForm, body, { chaseOn: 'The day to chase' });
      return this.acknowledgeOverdue.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
    };
    const notice = 'Acknowledged. The review stays overdue until it is held';
    return this.pages.answer(response, { actor, id, body, view: VIEW, right: 'acknowledge', notice, save });
  }
}
