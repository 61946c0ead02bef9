import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { EndRisk } from '../end-risk';
import { GoalStatusForm } from '../forms/goal.form';
import { planPaths } from '../paths';
import { PlanContents } from '../plan-contents';
import { SetGoalStatus } from '../set-goal-status';
import { StartPlan } from '../start-plan';
import { SubmitPlan } from '../submit-plan';
import type { Typed } from './plan-forms';
import { type PlanModel, PlanPage } from './plan-page';
import { PlanPress } from './plan-press';
import { type EditionModel, presentEdition } from './present-edition';

/** The plan itself and the buttons on it. */
@Controller('individuals/:id/plan')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PlanController {
  constructor(
    private readonly page: PlanPage,
    private readonly contents: PlanContents,
    private readonly buttons: PlanPress,
    private readonly startPlan: StartPlan,
    private readonly submitPlan: SubmitPlan,
    private readonly endRisk: EndRisk,
    private readonly setGoalStatus: SetGoalStatus,
  ) {}

  @Get()
  @Render('plans/views/plan.njk')
  plan(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PlanModel> {
    return this.page.model(actor, id);
  }

  @Get('editions/:number')
  @Render('plans/views/edition.njk')
  async edition(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
  ): Promise<EditionModel> {
    const { header, plan } = await this.page.load(actor, id);
    if (!plan || !/^\d{1,6}$/.test(number)) throw new NotFound();
    const edition = await this.contents.edition(actor, plan.id, Number(number));
    if (!edition) throw new NotFound();
    return presentEdition({ header, plan }, edition);
  }

  @Post()
  @Roles('practitioner', 'manager')
  async start(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.startPlan.run(actor, { individualId: id }, formSubmission(body)),
      saved: () => planPaths.plan(id),
      notice: 'Plan started',
      again: async () => ({ view: 'plans/views/plan.njk', model: await this.page.model(actor, id) }),
    });
  }

  @Post('submission')
  @Roles('practitioner', 'manager')
  submit(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.buttons.press(response, actor, id, body, 'Plan sent for approval', (seen, submission) =>
      this.submitPlan.run(actor, seen, submission),
    );
  }

  @Post('risks/:riskId/end')
  @Roles('practitioner', 'manager')
  end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('riskId') riskId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.buttons.press(response, actor, id, body, 'Risk ended', (seen, submission) =>
      this.endRisk.run(actor, { ...seen, riskId }, submission),
    );
  }

  @Post('goals/:goalId/status')
  @Roles('practitioner', 'manager')
  goal(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('goalId') goalId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    return this.buttons.press(response, actor, id, body, 'Goal changed', (seen, submission) => {
      const { version: _seen, ...fields } = body;
      return this.setGoalStatus.run(actor, { ...seen, goalId, ...checked(GoalStatusForm, fields) }, submission);
    });
  }
}
