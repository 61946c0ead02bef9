import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { LearningFields } from './learning.fields';
import type { LearningRow } from './learning.queries';

export class LearningActionResponse extends LearningFields {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() agency!: string;
  @ApiProperty() owner!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) closedOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) whatChanged!: string | null;
  @ApiProperty() evidenceCount!: number;
  @ApiProperty() version!: number;
}

export class LearningActionsResponse {
  @ApiProperty({ type: [LearningActionResponse] }) items!: LearningActionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

export const learningActionResponse = (row: LearningRow): LearningActionResponse => ({
  id: row.id,
  reviewKind: row.review_kind,
  reviewTitle: row.review_title,
  publishedOn: row.published_on,
  recommendation: row.recommendation,
  agencyId: row.agency_id,
  agency: row.agency,
  ownerId: row.owner_id,
  owner: row.owner,
  dueOn: row.due_on,
  closedOn: row.closed_on,
  whatChanged: row.what_changed,
  evidenceCount: row.evidence_count,
  version: row.version,
});
