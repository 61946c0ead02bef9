import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission, type PageAnswer } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { ApprovePlan } from '../approve-plan';
import { ReturnForm } from '../forms/return.form';
import { isAwaiting } from '../domain/plan-vocabulary';
import { latestBands, type LatestBandsRow } from '../latest-bands.queries';
import { planPaths } from '../paths';
import { ReturnPlan } from '../return-plan';
import { seenVersion, type Typed } from './plan-forms';
import { type LoadedPlan, PlanPage } from './plan-page';
import { presentApproval, type TypedReturn } from './present-approval';

/** Where a manager, or the panel after one, reads what was sent, and approves it or returns it with a comment. */
@Controller('individuals/:id/plan')
@Roles('manager', 'panel_member', 'panel_chair')
export class ApprovalController {
  constructor(
    private readonly page: PlanPage,
    private readonly rules: AccessRules,
    private readonly reader: Reader,
    private readonly approvePlan: ApprovePlan,
    private readonly returnPlan: ReturnPlan,
  ) {}

  @Get('approval')
  async show(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const loaded = await this.load(actor, id);
    if (!isAwaiting(loaded.plan.status)) {
      response.redirect(303, planPaths.plan(id));
      return;
    }
    response.render('plans/views/approval.njk', await this.model(actor, loaded));
  }

  @Post('approval')
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const { plan } = await this.load(actor, id);
    await answerForm(response, {
      save: async () =>
        this.approvePlan.run(actor, { planId: plan.id, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: ({ edition }) => {
        response.req.session.notice = edition === null ? 'Plan passed on to the panel' : 'Plan approved';
        return planPaths.plan(id);
      },
      again: ({ isStale }) => this.again(actor, id, {}, isStale),
    });
  }

  @Post('return')
  async return(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const { plan } = await this.load(actor, id);
    const { version, ...fields } = body;
    await answerForm(response, {
      save: async () => {
        const { comment } = checked(ReturnForm, fields);
        const seen = { planId: plan.id, version: seenVersion(version) };
        return this.returnPlan.run(actor, { ...seen, comment }, formSubmission(body));
      },
      saved: () => planPaths.plan(id),
      notice: 'Plan returned with your comment',
      again: ({ isStale }) => this.again(actor, id, fields, isStale),
    });
  }

  /** @throws NotAllowed for a manager whose agency is not involved but who sees the case another way */
  private async load(actor: Actor, id: string): Promise<LoadedPlan> {
    const { header, plan } = await this.page.load(actor, id);
    if (!plan) throw new NotFound();
    this.rules.ensureMay(actor, 'return', 'Plan', plan);
    return { header, plan };
  }

  /** Another manager may have been quicker: then there is nothing left to decide, and the plan is shown as it is. */
  private async again(actor: Actor, id: string, typed: Typed, isStale: boolean): Promise<PageAnswer> {
    const loaded = await this.load(actor, id);
    if (!isAwaiting(loaded.plan.status)) {
      const comment = typeof typed['comment'] === 'string' ? typed['comment'] : undefined;
      return { view: 'plans/views/plan.njk', model: await this.page.model(actor, id, comment) };
    }
    return { view: 'plans/views/approval.njk', model: await this.model(actor, loaded, typed, isStale) };
  }

  private async model(actor: Actor, loaded: LoadedPlan, typed: TypedReturn = {}, isStale = false) {
    const changes = await this.page.changes(actor, loaded.plan);
    // The reading of the case is audited already, with its head.
    const bands = await this.reader.one<LatestBandsRow>(actor, undefined, latestBands(actor, loaded.header.id));
    return presentApproval(actor, loaded, { changes, bands, typed, isStale });
  }
}
