import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { ClearExemption } from '../clear-exemption';
import { ExemptReview } from '../exempt-review';
import { reviewPaths } from '../paths';
import { ClearExemptionForm, ExemptForm } from '../review-date.forms';
import type { DateFormModel } from './present-date-forms';
import { answersOf, type Fields, ReviewDatePages, seenBy } from './review-date-pages';

const EXEMPTION = 'reviews/views/exemption.njk';
const CLEARING = 'reviews/views/clear-exemption.njk';

/** A review that cannot be held for a while, and that it can be held again. */
@Controller('individuals/:id/review-date')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ExemptionController {
  constructor(
    private readonly pages: ReviewDatePages,
    private readonly exemptReview: ExemptReview,
    private readonly clearExemption: ClearExemption,
  ) {}

  @Get('exemption')
  @Render(EXEMPTION)
  exemption(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.pages.form(actor, id, 'exempt');
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
      again: async ({ isStale }) => ({
        view: EXEMPTION,
        model: await this.pages.form(actor, id, 'exempt', body, isStale),
      }),
    });
  }

  @Get('exemption/clearing')
  @Render(CLEARING)
  clearing(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<DateFormModel> {
    return this.pages.form(actor, id, 'exempt');
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
      again: async ({ isStale }) => ({
        view: CLEARING,
        model: await this.pages.form(actor, id, 'exempt', body, isStale),
      }),
    });
  }
}
