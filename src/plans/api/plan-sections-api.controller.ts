import { Body, Controller, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { AddGoal } from '../add-goal';
import { AddPlanAction } from '../add-plan-action';
import { AddPlanEntry } from '../add-plan-entry';
import { AddRisk } from '../add-risk';
import { EndRisk } from '../end-risk';
import { PlanActionForm } from '../forms/action.form';
import { EntryForm } from '../forms/entry.form';
import { GoalForm, GoalStatusForm } from '../forms/goal.form';
import { NeedForm } from '../forms/need.form';
import { RiskForm } from '../forms/risk.form';
import { SetGoalStatus } from '../set-goal-status';
import { SetNeeds } from '../set-needs';
import { VersionResponse } from '../plan.response';

/** What a plan says, section by section. Every change is made from a version of the plan (If-Match). */
@Controller('api/v1/plans/:id')
@ApiTags('plans')
@ApiBearerAuth()
@Roles('practitioner', 'manager')
export class PlanSectionsApiController {
  constructor(
    private readonly setNeeds: SetNeeds,
    private readonly addRisk: AddRisk,
    private readonly endRisk: EndRisk,
    private readonly addGoal: AddGoal,
    private readonly setGoalStatus: SetGoalStatus,
    private readonly addAction: AddPlanAction,
    private readonly addEntry: AddPlanEntry,
  ) {}

  @Post('needs')
  @HttpCode(200)
  @ApiBody({ type: NeedForm })
  @ApiOkResponse({ type: VersionResponse })
  async need(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const input = { planId, version, needs: [checked(NeedForm, body)] };
    return answer(response, { id: planId, ...(await this.setNeeds.run(actor, input, submission)) });
  }

  @Post('risks')
  @ApiBody({ type: RiskForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async risk(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    return answer(response, await this.addRisk.run(actor, { planId, version }, checked(RiskForm, body), submission));
  }

  @Post('risks/:riskId/end')
  @HttpCode(200)
  @ApiOkResponse({ type: VersionResponse })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @Param('riskId') riskId: string,
    @IfMatch('plan') version: number,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const result = await this.endRisk.run(actor, { planId, version, riskId }, submission);
    return answer(response, { id: riskId, ...result });
  }

  @Post('goals')
  @ApiBody({ type: GoalForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async goal(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    return answer(response, await this.addGoal.run(actor, { planId, version }, checked(GoalForm, body), submission));
  }

  @Put('goals/:goalId/status')
  @ApiBody({ type: GoalStatusForm })
  @ApiOkResponse({ type: VersionResponse })
  async goalStatus(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @Param('goalId') goalId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const input = { planId, version, goalId, ...checked(GoalStatusForm, body) };
    return answer(response, { id: goalId, ...(await this.setGoalStatus.run(actor, input)) });
  }

  @Post('actions')
  @ApiBody({ type: PlanActionForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async action(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const action = checked(PlanActionForm, body);
    return answer(response, await this.addAction.run(actor, { planId, version }, action, submission));
  }

  @Post('entries')
  @ApiBody({ type: EntryForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async entry(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    return answer(response, await this.addEntry.run(actor, { planId, version }, checked(EntryForm, body), submission));
  }
}

function answer(response: Response, result: VersionResponse): VersionResponse {
  response.setHeader('ETag', `"${result.version}"`);
  return result;
}
