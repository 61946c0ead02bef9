import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { RegisterMadeResponse } from '../entries/register.response';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { KeepRisk } from './keep-risk';
import { NewRiskFields, RiskClosureFields, RiskFields, ScoreFields } from './risk.fields';
import { RiskReads } from './risk-reads';
import { OneRiskResponse, oneRiskResponse, riskResponse, RisksResponse } from './risk.response';
import { ScoreRisk } from './score-risk';

class NewRiskRequest extends NewRiskFields {}
class RiskRequest extends RiskFields {}
class ScoreRequest extends ScoreFields {}
class RiskClosureRequest extends RiskClosureFields {}

@ApiTags('strategic-risks')
@ApiBearerAuth()
@Controller('api/v1/strategic-risks')
@Roles(...REGISTER_READERS)
export class RisksApiController {
  constructor(
    private readonly reads: RiskReads,
    private readonly keep: KeepRisk,
    private readonly scoreRisk: ScoreRisk,
  ) {}

  /** The whole register, the gravest first, the closed ones last. */
  @Get()
  @ApiOkResponse({ type: RisksResponse })
  async list(@CurrentActor() actor: Actor): Promise<RisksResponse> {
    return { items: (await this.reads.all(actor)).map(riskResponse), nextCursor: null };
  }

  @Get(':id')
  @ApiOkResponse({ type: OneRiskResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OneRiskResponse> {
    const one = await this.reads.one(actor, id);
    response.setHeader('ETag', `"${one.risk.version}"`);
    return oneRiskResponse(one);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: NewRiskRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<RegisterMadeResponse> {
    return this.keep.add(actor, checked(NewRiskRequest, body), submission);
  }

  @Put(':id')
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: RiskRequest })
  @ApiOkResponse({ type: RegisterMadeResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('risk') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.keep.change(actor, { ...checked(RiskRequest, body), id, version });
  }

  /** Reviews it: where it stands now, why, and when it is looked at next. */
  @Post(':id/scores')
  @Roles(...REGISTER_OWNERS)
  @ApiBody({ type: ScoreRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  score(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('risk') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.scoreRisk.run(actor, { ...checked(ScoreRequest, body), id, version });
  }

  @Post(':id/closure')
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: RiskClosureRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('risk') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.keep.close(actor, { ...checked(RiskClosureRequest, body), id, version });
  }
}
