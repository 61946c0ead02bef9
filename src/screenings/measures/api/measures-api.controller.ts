import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import type { Submission } from '../../../platform/database';
import { checked, IdempotencyKey } from '../../../platform/http';
import type { Day } from '../../../shared/day';
import { MEASURE_KINDS, type MeasureKind } from '../measure.entity';
import { MeasureReads } from '../measure-reads';
import type { MeasureRow } from '../measures.queries';
import { RecordMeasure } from '../record-measure';
import { NewMeasureRequest } from '../web/measure.form';
import { newMeasure } from '../web/new-measure';

class ListMeasuresRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Name the individual by id' })
  individualId!: string;
}

class MeasureResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: MEASURE_KINDS }) kind!: MeasureKind;
  @ApiProperty() subject!: string;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty({ type: Number, nullable: true }) total!: number | null;
  @ApiProperty({ type: [String] }) codes!: string[];
  @ApiProperty({ type: String, format: 'date' }) knownOn!: Day;
  @ApiProperty() source!: string;
  @ApiProperty({ type: String, nullable: true }) support!: string | null;
  @ApiProperty({ enum: ['all_agencies', 'health_only'] }) visibility!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ description: 'The newest of its kind and subject' }) isCurrent!: boolean;
}

class MeasureListResponse {
  @ApiProperty({ type: [MeasureResponse] }) items!: MeasureResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class MeasureRecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

@ApiTags('screenings')
@ApiBearerAuth()
@Controller('api/v1/measures')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class MeasuresApiController {
  constructor(
    private readonly reads: MeasureReads,
    private readonly measure: RecordMeasure,
  ) {}

  /** What other assessments say about one individual, the newest first. */
  @Get()
  @ApiOkResponse({ type: MeasureListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: ListMeasuresRequest): Promise<MeasureListResponse> {
    const { individualId } = checked(ListMeasuresRequest, query);
    return { items: (await this.reads.list(actor, individualId)).map(responseOf), nextCursor: null };
  }

  @Post()
  @ApiCreatedResponse({ type: MeasureRecordedResponse })
  record(
    @CurrentActor() actor: Actor,
    @Body() body: NewMeasureRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<MeasureRecordedResponse> {
    const { individualId, kind, ...form } = checked(NewMeasureRequest, body);
    return this.measure.run(actor, newMeasure(individualId, kind, form), submission);
  }
}

const responseOf = (row: MeasureRow): MeasureResponse => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  answer: row.answer,
  total: row.total,
  codes: row.codes,
  knownOn: row.known_on,
  source: row.source,
  support: row.support,
  visibility: row.visibility,
  recordedBy: row.recorded_by_name,
  isCurrent: row.is_current,
});
