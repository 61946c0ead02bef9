import { Body, Controller, Get, Inject, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SETTINGS, type Settings } from '../../config';
import { type Actor, CurrentActor, Roles, SignedIn, StepUp } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { BreakGlassUses } from '../break-glass/break-glass-uses';
import { EndBreakGlass } from '../break-glass/end-break-glass';
import { OpenBreakGlass } from '../break-glass/open-break-glass';
import { ReviewBreakGlass } from '../break-glass/review-break-glass';
import { AccessNotices } from '../notices/access-notices';
import { accessPaths, casePaths } from '../paths';
import { BreakGlassForm, BreakGlassReviewForm } from './break-glass.form';
import {
  type AccessNoticesModel,
  type BreakGlassModel,
  type BreakGlassReviewModel,
  type BreakGlassUsesModel,
  presentBreakGlass,
  presentNotices,
  presentReview,
  presentUses,
} from './present-break-glass';
import { seenVersion } from './seen-version';

const OPEN = 'individuals/views/break-glass.njk';
const REVIEW = 'individuals/views/break-glass-use.njk';

type Typed = Record<string, unknown>;

/** Urgent access to one record, what those who answer for it are told, and governance's review of every use. */
@Controller()
export class BreakGlassController {
  constructor(
    private readonly open: OpenBreakGlass,
    private readonly end: EndBreakGlass,
    private readonly review: ReviewBreakGlass,
    private readonly uses: BreakGlassUses,
    private readonly notices: AccessNotices,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('break-glass')
  @Roles('practitioner', 'manager')
  @StepUp()
  @Render(OPEN)
  form(): BreakGlassModel {
    return presentBreakGlass({}, this.settings.breakGlassMinutes);
  }

  @Post('break-glass')
  @Roles('practitioner', 'manager')
  @StepUp()
  async ask(@CurrentActor() actor: Actor, @Body() body: Typed, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const request = checkedWithDays(BreakGlassForm, body, { dateOfBirth: 'Date of birth' });
        return this.open.run(actor, request, formSubmission(body));
      },
      saved: ({ individualId }) => casePaths.overview(individualId),
      again: async () => ({ view: OPEN, model: presentBreakGlass(body, this.settings.breakGlassMinutes) }),
    });
  }

  @Post('break-glass-uses/:id/ending')
  @Roles('practitioner', 'manager')
  async endNow(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: () => this.end.run(actor, id, formSubmission(body)),
      saved: () => casePaths.list,
      notice: 'Your urgent access has ended',
      again: async () => ({ view: OPEN, model: presentBreakGlass({}, this.settings.breakGlassMinutes) }),
    });
  }

  @Get('break-glass-uses')
  @Roles('governance')
  @Render('individuals/views/break-glass-uses.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<BreakGlassUsesModel> {
    return presentUses(await this.uses.list(actor, cursor), cursor === undefined);
  }

  @Get('break-glass-uses/:id')
  @Roles('governance')
  @Render(REVIEW)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BreakGlassReviewModel> {
    return this.reviewPage(actor, id, {});
  }

  @Post('break-glass-uses/:id/review')
  @Roles('governance')
  async judge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const { outcome, comment = '' } = checked(BreakGlassReviewForm, fields);
        return this.review.run(actor, { id, version: seenVersion(version), outcome, comment }, formSubmission(body));
      },
      saved: () => accessPaths.uses,
      notice: 'Review kept',
      again: async () => ({ view: REVIEW, model: await this.reviewPage(actor, id, body) }),
    });
  }

  @Get('access-notices')
  @SignedIn()
  @Render('individuals/views/access-notices.njk')
  async told(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<AccessNoticesModel> {
    return presentNotices(await this.notices.list(actor, cursor), cursor === undefined);
  }

  @Post('access-notices/read')
  @SignedIn()
  async read(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    await this.notices.markRead(actor);
    response.redirect(303, accessPaths.notices);
  }

  private async reviewPage(actor: Actor, id: string, typed: Typed): Promise<BreakGlassReviewModel> {
    const use = await this.uses.one(actor, id);
    return presentReview(use, use.user_id === actor.userId, typed);
  }
}
