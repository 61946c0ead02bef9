import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey } from '../../platform/http';
import { RecordScreening } from '../record-screening';
import { ScreeningReads } from '../screening-reads';
import { newScreening } from './new-screening';
import { ListScreeningsRequest, RecordScreeningRequest } from './screening.request';
import {
  ScreeningListResponse,
  screeningOf,
  ScreeningRecordedResponse,
  ScreeningResponse,
  summaryOf,
} from './screening.response';

@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/screenings')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ScreeningsApiController {
  constructor(
    private readonly reads: ScreeningReads,
    private readonly recordScreening: RecordScreening,
  ) {}

  /** Those the caller may see, newest first. */
  @Get()
  @ApiOkResponse({ type: ScreeningListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: ListScreeningsRequest): Promise<ScreeningListResponse> {
    const { individualId = null, cursor } = checked(ListScreeningsRequest, query);
    const { items, nextCursor } = await this.reads.list(actor, { individualId, cursor });
    return { items: items.map(summaryOf), nextCursor };
  }

  @Post()
  @ApiCreatedResponse({ type: ScreeningRecordedResponse })
  record(
    @CurrentActor() actor: Actor,
    @Body() body: RecordScreeningRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ScreeningRecordedResponse> {
    return this.recordScreening.run(actor, newScreening(checked(RecordScreeningRequest, body)), submission);
  }

  @Get(':id')
  @ApiOkResponse({ type: ScreeningResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScreeningResponse> {
    const screening = screeningOf(await this.reads.one(actor, id));
    response.setHeader('ETag', `"${screening.version}"`);
    return screening;
  }
}
