import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../access';
import { checked } from '../../http';
import { actWords } from '../act-words';
import { AuditEvents } from '../audit-events';
import type { AuditEventRow } from '../audit-events.queries';
import { AuditFilterForm } from '../audit-filter.form';

class AuditEventResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty({ type: String, nullable: true }) userName!: string | null;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty({ type: String, nullable: true }) agencyName!: string | null;
  @ApiProperty({ example: 'plan.submitted' }) act!: string;
  @ApiProperty({ example: 'Plan submitted' }) actWords!: string;
  @ApiProperty() subjectType!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) subjectId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) individualId!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'TC-2026-0042' }) individualReference!: string | null;
  @ApiProperty() underBreakGlass!: boolean;
  @ApiProperty({ type: [String], description: 'Names of fields, never their contents' }) fields!: string[];
}

class AuditEventListResponse {
  @ApiProperty({ type: [AuditEventResponse] }) items!: AuditEventResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('audit-events')
@ApiBearerAuth()
@Controller('api/v1/audit-events')
@Roles('governance')
export class AuditEventsApiController {
  constructor(private readonly events: AuditEvents) {}

  @Get()
  @ApiOkResponse({ type: AuditEventListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: AuditFilterForm): Promise<AuditEventListResponse> {
    const { cursor, ...filter } = checked(AuditFilterForm, query);
    const { items, nextCursor } = await this.events.list(actor, filter, cursor);
    return { items: items.map(responseOf), nextCursor };
  }
}

const responseOf = (row: AuditEventRow): AuditEventResponse => ({
  id: row.id,
  at: row.at.toISOString(),
  userId: row.actor_id,
  userName: row.actor_name,
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  act: row.act,
  actWords: actWords(row.act),
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  individualId: row.individual_id,
  individualReference: row.reference,
  underBreakGlass: row.under_break_glass,
  fields: row.fields,
});
