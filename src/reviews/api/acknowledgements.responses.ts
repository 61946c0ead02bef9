import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import type { AcknowledgementRow } from '../acknowledgements.queries';

export class AcknowledgementResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) scheduleId!: string;
  @ApiProperty({ description: 'The newest counts; the others are its history.' }) version!: number;
  @ApiProperty({ format: 'date', description: 'The day the review was due on then.' }) dueOn!: Day;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date', description: 'When it is chased: not a due date.' }) chaseOn!: Day;
  @ApiProperty() acknowledgedBy!: string;
  @ApiProperty({ format: 'date-time' }) acknowledgedAt!: Date;
}

export class AcknowledgementsResponse {
  @ApiProperty({ type: [AcknowledgementResponse] }) items!: AcknowledgementResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const acknowledgementResponse = (row: AcknowledgementRow): AcknowledgementResponse => ({
  id: row.id,
  scheduleId: row.schedule_id,
  version: row.version,
  dueOn: row.due_on,
  reason: row.reason,
  chaseOn: row.chase_on,
  acknowledgedBy: row.acknowledged_by,
  acknowledgedAt: row.acknowledged_at,
});
