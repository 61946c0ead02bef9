import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, formSubmission } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { NotAllowed, NotFound } from '../../shared/errors';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { REGISTER_READERS } from '../register-readers';
import { registerPaths } from '../paths';
import { StartStrategyPlan } from './keep-plan';
import { presentEdition, presentPlan, type StrategyEditionModel, type StrategyPlanModel } from './present-strategy';
import {
  type NewStrategyModel,
  presentNewPlan,
  presentReviewForm,
  type StrategyReviewModel,
} from './present-strategy-review';
import { SignOffStrategyReview } from './sign-off-review';
import { StrategyReads } from './strategy-reads';
import { NewStrategyForm, StrategyReviewForm } from './strategy.forms';

const NEW = 'registers/views/strategy-new.njk';
const REVIEW = 'registers/views/strategy-review.njk';

type Fields = Record<string, unknown>;

@Controller('strategy-plan')
@Roles(...REGISTER_READERS)
export class StrategyController {
  constructor(
    private readonly reads: StrategyReads,
    private readonly startPlan: StartStrategyPlan,
    private readonly signOff: SignOffStrategyReview,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('registers/views/strategy-plan.njk')
  async plan(@CurrentActor() actor: Actor): Promise<StrategyPlanModel> {
    return presentPlan(await this.reads.plan(actor), this.clock.today());
  }

  @Get('new')
  @Roles('panel_chair')
  @Render(NEW)
  newPlan(): NewStrategyModel {
    return presentNewPlan({});
  }

  @Post()
  @Roles('panel_chair')
  async start(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    const days = { startsOn: 'The first day', endsOn: 'The last day', reviewDueOn: 'The first review' };
    await answerForm(response, {
      save: async () => this.startPlan.run(actor, checkedWithDays(NewStrategyForm, body, days), formSubmission(body)),
      saved: () => registerPaths.strategy,
      notice: 'Plan started',
      again: async () => ({ view: NEW, model: presentNewPlan(body) }),
    });
  }

  @Get('review')
  @Roles('panel_chair')
  @Render(REVIEW)
  review(@CurrentActor() actor: Actor): Promise<StrategyReviewModel> {
    return this.reviewPage(actor, null);
  }

  @Post('review')
  @Roles('panel_chair')
  async recordReview(@CurrentActor() actor: Actor, @Body() body: Fields, @Res() response: Response): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const review = checkedWithDays(StrategyReviewForm, body, { nextDueOn: 'The next review' });
        return this.signOff.run(actor, review, formSubmission(body));
      },
      saved: ({ id }) => registerPaths.edition(id),
      notice: 'Annual review signed off. This version is kept as it stood',
      again: async () => ({ view: REVIEW, model: await this.reviewPage(actor, body) }),
    });
  }

  @Get('editions/:id')
  @Render('registers/views/strategy-edition.njk')
  async edition(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<StrategyEditionModel> {
    return presentEdition(await this.reads.edition(actor, id));
  }

  private async reviewPage(actor: Actor, body: Fields | null): Promise<StrategyReviewModel> {
    const { plan, mayReview } = await this.reads.plan(actor);
    if (!mayReview) throw new NotAllowed();
    if (plan === null) throw new NotFound();
    return presentReviewForm(plan, this.clock.today(), body);
  }
}
