import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey } from '../../platform/http';
import { RecordTrigger } from '../record-trigger';
import { TriggerRequest } from '../review-date.forms';
import { type TriggerRow, triggersOfCase } from '../schedule-history.queries';
import { ReviewsQuery } from './reviews.requests';
import { ReviewTriggersResponse, TriggerRecordedResponse, triggerResponse } from './schedule-changes.responses';

/** What happened to a person that brings the review forward. */
@ApiTags('review triggers')
@ApiBearerAuth()
@Controller('api/v1/review-triggers')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewTriggersApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly recordTrigger: RecordTrigger,
  ) {}

  /** Of one individual, newest first: the last hundred. */
  @Get()
  @ApiQuery({ type: ReviewsQuery })
  @ApiOkResponse({ type: ReviewTriggersResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<ReviewTriggersResponse> {
    const { individualId } = checked(ReviewsQuery, query);
    await this.headers.load(actor, individualId, 'review.read');
    const rows = await this.reader.many<TriggerRow>(actor, undefined, triggersOfCase(actor, individualId));
    return { items: rows.map(triggerResponse), nextCursor: null };
  }

  @Post()
  @ApiBody({ type: TriggerRequest })
  @ApiCreatedResponse({ type: TriggerRecordedResponse })
  record(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<TriggerRecordedResponse> {
    return this.recordTrigger.run(actor, checked(TriggerRequest, body), submission);
  }
}
