import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { SECOND_LOOK_OUTCOMES } from '../relationships/relationship-review.entity';
import { RELATIONSHIP_KINDS } from '../relationships/relationship-words';
import type { DueLookRow, SecondLookRow } from '../relationships/second-looks.queries';

class DueLookResponse {
  @ApiProperty({ format: 'uuid', description: 'Of the relationship' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
  @ApiProperty({ enum: RELATIONSHIP_KINDS }) kind!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date' }) reviewOn!: Day;
  @ApiProperty({ type: String, nullable: true }) leadProfessional!: string | null;
}

export class DueLooksResponse {
  @ApiProperty({ type: [DueLookResponse] }) items!: DueLookResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class SecondLookResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) relationshipId!: string;
  @ApiProperty({ enum: SECOND_LOOK_OUTCOMES }) outcome!: string;
  @ApiProperty() note!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) wasDueOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) nextOn!: Day | null;
  @ApiProperty({ format: 'date-time' }) reviewedAt!: Date;
  @ApiProperty() reviewedBy!: string;
  @ApiProperty() agency!: string;
}

export class SecondLooksResponse {
  @ApiProperty({ type: [SecondLookResponse], description: 'Newest first, 100 at most' }) items!: SecondLookResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const dueLookOf = (row: DueLookRow): DueLookResponse => ({
  id: row.id,
  individualId: row.individual_id,
  reference: row.reference,
  kind: row.kind,
  name: row.name,
  reviewOn: row.review_on,
  leadProfessional: row.lead,
});

export const secondLookOf = (row: SecondLookRow): SecondLookResponse => ({
  id: row.id,
  relationshipId: row.relationship_id,
  outcome: row.outcome,
  note: row.note,
  wasDueOn: row.was_due_on,
  nextOn: row.next_on,
  reviewedAt: row.reviewed_at,
  reviewedBy: row.reviewed_by,
  agency: row.agency,
});
