import { ApiProperty } from '@nestjs/swagger';
import { ASSIGNMENT_KINDS, type AssignmentKind } from '../assignment-words';
import type { AssignmentRow } from '../assignments.queries';

export class AssignmentResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ enum: ASSIGNMENT_KINDS }) kind!: AssignmentKind;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty() person!: string;
  @ApiProperty({ format: 'uuid' }) agencyId!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ format: 'uuid' }) assignedById!: string;
  @ApiProperty() assignedBy!: string;
  @ApiProperty({ type: String, nullable: true }) endReason!: string | null;
  @ApiProperty() version!: number;
}

export class AssignmentsResponse {
  @ApiProperty({ type: [AssignmentResponse] }) items!: AssignmentResponse[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: this list has no second page' })
  nextCursor!: null;
}

/** What is left to say to somebody who may just have ended their own sight of the case. */
export class AssignmentChangeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Whether you still see the case' }) staysVisible!: boolean;
}

export const assignmentResponse = (row: AssignmentRow): AssignmentResponse => ({
  id: row.id,
  individualId: row.individual_id,
  kind: row.kind,
  userId: row.user_id,
  person: row.person,
  agencyId: row.agency_id,
  agency: row.agency,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  assignedById: row.assigned_by_id,
  assignedBy: row.assigned_by,
  endReason: row.end_reason,
  version: row.version,
});
