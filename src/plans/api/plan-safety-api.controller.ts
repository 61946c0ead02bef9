import { Body, Controller, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { AddContingency } from '../add-contingency';
import { CoverFactor } from '../cover-factor';
import { EndPart } from '../end-part';
import { ContingencyForm } from '../forms/contingency.form';
import { FactorForm } from '../forms/factor.form';
import { LinkedPlanForm } from '../forms/linked-plan.form';
import { LinkPlan } from '../link-plan';
import { VersionResponse } from '../plan.response';

/** What answers each need and risk, what is done if things get worse, and the plans that live elsewhere. */
@Controller('api/v1/plans/:id')
@ApiTags('plans')
@ApiBearerAuth()
@Roles('practitioner', 'manager')
export class PlanSafetyApiController {
  constructor(
    private readonly coverFactor: CoverFactor,
    private readonly addContingency: AddContingency,
    private readonly linkPlan: LinkPlan,
    private readonly endPart: EndPart,
  ) {}

  /** The actions that answer a need or risk from now on, or why none does. */
  @Put('factors/:factorId')
  @ApiBody({ type: FactorForm })
  @ApiOkResponse({ type: VersionResponse })
  async factor(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @Param('factorId') factorId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const input = { planId, version, factorId, ...checked(FactorForm, body) };
    return answer(response, { id: factorId, ...(await this.coverFactor.run(actor, input)) });
  }

  @Post('contingencies')
  @ApiBody({ type: ContingencyForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async contingency(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const contingency = checked(ContingencyForm, body);
    return answer(response, await this.addContingency.run(actor, { planId, version }, contingency, submission));
  }

  @Post('contingencies/:partId/end')
  @HttpCode(200)
  @ApiOkResponse({ type: VersionResponse })
  async endContingency(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @Param('partId') partId: string,
    @IfMatch('plan') version: number,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const ended = await this.endPart.run(actor, { planId, version, part: 'contingency', partId }, submission);
    return answer(response, { id: partId, ...ended });
  }

  @Post('linked-plans')
  @ApiBody({ type: LinkedPlanForm })
  @ApiCreatedResponse({ type: VersionResponse })
  async link(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @IfMatch('plan') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const linked = checked(LinkedPlanForm, body);
    return answer(response, await this.linkPlan.run(actor, { planId, version }, linked, submission));
  }

  @Post('linked-plans/:partId/end')
  @HttpCode(200)
  @ApiOkResponse({ type: VersionResponse })
  async endLink(
    @CurrentActor() actor: Actor,
    @Param('id') planId: string,
    @Param('partId') partId: string,
    @IfMatch('plan') version: number,
    @IdempotencyKey() submission: Submission | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VersionResponse> {
    const ended = await this.endPart.run(actor, { planId, version, part: 'linked_plan', partId }, submission);
    return answer(response, { id: partId, ...ended });
  }
}

function answer(response: Response, result: VersionResponse): VersionResponse {
  response.setHeader('ETag', `"${result.version}"`);
  return result;
}
