import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { RegisterMadeResponse } from '../entries/register.response';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { KeepActivity } from './keep-activity';
import { RecordProgress } from './record-progress';
import { StrategyReads } from './strategy-reads';
import { ActivityFields, ProgressFields } from './strategy.fields';
import { ActivitiesResponse, ActivityResponse, activityResponse } from './strategy.response';

class ActivityRequest extends ActivityFields {}
class ProgressRequest extends ProgressFields {}

@ApiTags('strategy-activities')
@ApiBearerAuth()
@Controller('api/v1/strategy-activities')
@Roles(...REGISTER_READERS)
export class StrategyApiController {
  constructor(
    private readonly reads: StrategyReads,
    private readonly keep: KeepActivity,
    private readonly recordProgress: RecordProgress,
  ) {}

  /** The activities of the plan in force, by priority and target date: read whole. */
  @Get()
  @ApiOkResponse({ type: ActivitiesResponse })
  async list(@CurrentActor() actor: Actor): Promise<ActivitiesResponse> {
    const { activities } = await this.reads.plan(actor);
    return { items: activities.map(activityResponse), nextCursor: null };
  }

  @Get(':id')
  @ApiOkResponse({ type: ActivityResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ActivityResponse> {
    const { activity } = await this.reads.activity(actor, id);
    response.setHeader('ETag', `"${activity.version}"`);
    return activityResponse(activity);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: ActivityRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<RegisterMadeResponse> {
    return this.keep.add(actor, checked(ActivityRequest, body), submission);
  }

  @Put(':id')
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: ActivityRequest })
  @ApiOkResponse({ type: RegisterMadeResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('activity') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.keep.change(actor, { ...checked(ActivityRequest, body), id, version });
  }

  /** How far it is, with a status and why. */
  @Post(':id/progress')
  @Roles(...REGISTER_OWNERS)
  @ApiBody({ type: ProgressRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  progress(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('activity') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.recordProgress.run(actor, { ...checked(ProgressRequest, body), id, version });
  }
}
