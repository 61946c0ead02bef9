import { Body, Controller, Get, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { EntryFields } from '../entries/entry.fields';
import { RegisterMadeResponse } from '../entries/register.response';
import { REGISTER_KEEPERS, REGISTER_OWNERS, REGISTER_READERS } from '../register-readers';
import { KeepLearning } from './keep-learning';
import { LearningClosureFields, LearningFields } from './learning.fields';
import { LearningReads } from './learning-reads';
import { LearningActionResponse, learningActionResponse, LearningActionsResponse } from './learning.response';

class LearningActionRequest extends LearningFields {}
class LearningEntryRequest extends EntryFields {}
class LearningClosureRequest extends LearningClosureFields {}

@ApiTags('learning-actions')
@ApiBearerAuth()
@Controller('api/v1/learning-actions')
@Roles(...REGISTER_READERS)
export class LearningApiController {
  constructor(
    private readonly reads: LearningReads,
    private readonly keep: KeepLearning,
  ) {}

  /** Every recommendation, the open ones first, by the day they are due. */
  @Get()
  @ApiOkResponse({ type: LearningActionsResponse })
  async list(@CurrentActor() actor: Actor): Promise<LearningActionsResponse> {
    return { items: (await this.reads.all(actor)).map(learningActionResponse), nextCursor: null };
  }

  @Get(':id')
  @ApiOkResponse({ type: LearningActionResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LearningActionResponse> {
    const { learning } = await this.reads.one(actor, id);
    response.setHeader('ETag', `"${learning.version}"`);
    return learningActionResponse(learning);
  }

  @Post()
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: LearningActionRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  add(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<RegisterMadeResponse> {
    return this.keep.add(actor, checked(LearningActionRequest, body), submission);
  }

  @Put(':id')
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: LearningActionRequest })
  @ApiOkResponse({ type: RegisterMadeResponse })
  change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('recommendation') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.keep.change(actor, { ...checked(LearningActionRequest, body), id, version });
  }

  @Post(':id/entries')
  @Roles(...REGISTER_OWNERS)
  @ApiBody({ type: LearningEntryRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  addEntry(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<RegisterMadeResponse> {
    return this.keep.addEntry(actor, { ...checked(LearningEntryRequest, body), id }, submission);
  }

  @Post(':id/closure')
  @Roles(...REGISTER_KEEPERS)
  @ApiBody({ type: LearningClosureRequest })
  @ApiCreatedResponse({ type: RegisterMadeResponse })
  close(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('recommendation') version: number,
  ): Promise<RegisterMadeResponse> {
    return this.keep.close(actor, { ...checked(LearningClosureRequest, body), id, version });
  }
}
