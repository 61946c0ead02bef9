import { ApiProperty } from '@nestjs/swagger';
import type { CursorPage } from '../../platform/http';
import {
  type Part,
  PARTS,
  type ReminderStatus,
  REMINDER_STATUSES,
  type Rung,
  RUNGS,
  SUPPRESSED_REASONS,
  type SuppressedReason,
} from '../domain/ladder';
import type { MyReminderRow } from '../reminders.queries';

export class ReminderResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ format: 'uuid' }) reviewScheduleId!: string;
  @ApiProperty({ enum: RUNGS }) rung!: Rung;
  @ApiProperty({ enum: PARTS, description: 'Why this person is told' }) toldAs!: Part;
  @ApiProperty({ format: 'date', description: 'Due today is not overdue' }) dueOn!: string;
  @ApiProperty() rule!: string;
  @ApiProperty({ enum: REMINDER_STATUSES }) status!: ReminderStatus;
  @ApiProperty({ enum: SUPPRESSED_REASONS, nullable: true }) statusReason!: SuppressedReason | null;
  @ApiProperty() attempts!: number;
  @ApiProperty({ format: 'date-time' }) owedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt!: string | null;
}

export class ReminderPageResponse {
  @ApiProperty({ type: [ReminderResponse] }) items!: ReminderResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const reminderPage = ({ items, nextCursor }: CursorPage<MyReminderRow>): ReminderPageResponse => ({
  items: items.map((row) => ({
    id: row.id,
    individualId: row.individual_id,
    reviewScheduleId: row.schedule_id,
    rung: row.rung,
    toldAs: row.told_as,
    dueOn: row.due_on,
    rule: row.rule,
    status: row.status,
    statusReason: row.status_reason,
    attempts: row.attempts,
    owedAt: row.owed_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  })),
  nextCursor,
});
