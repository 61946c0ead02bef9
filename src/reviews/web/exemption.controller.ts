import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { formSubmission } from '../../platform/http';
import { ClearExemption } from '../clear-exemption';
import { ExemptReview } from '../exempt-review';
import { ClearExemptionForm, ExemptForm } from '../review-date.forms';
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
  async exemption(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const model = await this.pages.formIfAllowed(response, { actor, id, right: 'exempt', act: 'exempt' });
    if (model) response.render(EXEMPTION, model);
  }

  @Post('exemption')
  exempt(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const save = () => {
      const form = answersOf(ExemptForm, body, { until: 'The day the exemption ends' });
      return this.exemptReview.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
    };
    const page = { view: EXEMPTION, right: 'exempt', notice: 'Review exempted' } as const;
    return this.pages.answer(response, { actor, id, body, ...page, save });
  }

  @Get('exemption/clearing')
  async clearing(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const model = await this.pages.formIfAllowed(response, { actor, id, right: 'exempt', act: 'clear_exemption' });
    if (model) response.render(CLEARING, model);
  }

  @Post('exemption/clearing')
  clear(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    const save = () => {
      const form = answersOf(ClearExemptionForm, body, {});
      return this.clearExemption.run(actor, { ...form, ...seenBy(body) }, formSubmission(body));
    };
    const page = { view: CLEARING, right: 'exempt', notice: 'Exemption cleared' } as const;
    return this.pages.answer(response, { actor, id, body, ...page, save });
  }
}
