import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { type Rag, RAGS } from '../domain/rag';
import { ActivityFields } from './strategy.fields';
import type { ActivityRow } from './strategy.queries';

export class ActivityResponse extends ActivityFields {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() lead!: string;
  @ApiProperty({ type: [String] }) owners!: string[];
  @ApiProperty({ type: String, nullable: true }) progress!: string | null;
  @ApiProperty() percentComplete!: number;
  @ApiProperty({ enum: RAGS }) rag!: Rag;
  @ApiProperty({ type: String, nullable: true }) ragReason!: string | null;
  @ApiProperty() hasEvidence!: boolean;
  @ApiProperty() version!: number;
}

export class ActivitiesResponse {
  @ApiProperty({ type: [ActivityResponse] }) items!: ActivityResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

export const activityResponse = (row: ActivityRow): ActivityResponse => ({
  id: row.id,
  priority: row.priority,
  aim: row.aim,
  activity: row.activity,
  successMeasure: row.success_measure,
  agencyId: row.agency_id,
  lead: row.lead,
  ownerIds: row.owner_ids,
  owners: row.owners,
  startsOn: row.starts_on satisfies Day,
  targetOn: row.target_on,
  progress: row.progress,
  percentComplete: row.percent_complete,
  rag: row.rag,
  ragReason: row.rag_reason,
  withdrawnReason: row.withdrawn_reason,
  hasEvidence: row.has_evidence,
  version: row.version,
});
