import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { EXEMPTION_KINDS, type ExemptionKind } from '../domain/exemption';
import { type ScheduleStatus, scheduleStatuses } from '../domain/overdue';
import { TRIGGER_KINDS, type TriggerKind } from '../domain/review-rules';
import {
  SCHEDULE_CHANGE_ACTS,
  type ScheduleChangeAct,
  type ScheduleChangeRow,
  type TriggerRow,
} from '../schedule-history.queries';

export class ScheduleChangeResponse {
  @ApiProperty() version!: number;
  @ApiProperty({ enum: SCHEDULE_CHANGE_ACTS }) act!: ScheduleChangeAct;
  @ApiProperty({ enum: scheduleStatuses, nullable: true }) fromStatus!: ScheduleStatus | null;
  @ApiProperty({ enum: scheduleStatuses }) toStatus!: ScheduleStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) fromDueOn!: Day | null;
  @ApiProperty({ format: 'date' }) toDueOn!: Day;
  @ApiProperty({ enum: EXEMPTION_KINDS, nullable: true }) exemptKind!: ExemptionKind | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) exemptUntil!: Day | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty() changedBy!: string;
  @ApiProperty({ format: 'date-time' }) changedAt!: Date;
}

export class ScheduleChangesResponse {
  @ApiProperty({ type: [ScheduleChangeResponse] }) items!: ScheduleChangeResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReviewTriggerResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) scheduleId!: string;
  @ApiProperty({ enum: TRIGGER_KINDS }) kind!: TriggerKind;
  @ApiProperty({ format: 'date' }) happenedOn!: Day;
  @ApiProperty() source!: string;
  @ApiProperty() description!: string;
  @ApiProperty() rule!: string;
  @ApiProperty({ format: 'date' }) ruleDueOn!: Day;
  @ApiProperty() broughtForward!: boolean;
  @ApiProperty({ format: 'date-time' }) recordedAt!: Date;
}

export class ReviewTriggersResponse {
  @ApiProperty({ type: [ReviewTriggerResponse] }) items!: ReviewTriggerResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TriggerRecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) scheduleId!: string;
  @ApiProperty({ format: 'date', description: 'When the review is due now.' }) dueOn!: Day;
  @ApiProperty() broughtForward!: boolean;
  @ApiProperty({
    description: 'It may be brought forward, and stays exempt: nothing is reminded of until the exemption ends.',
  })
  isExempt!: boolean;
}

export const scheduleChangeResponse = (row: ScheduleChangeRow): ScheduleChangeResponse => ({
  version: row.version,
  act: row.act,
  fromStatus: row.from_status,
  toStatus: row.to_status,
  fromDueOn: row.from_due_on,
  toDueOn: row.to_due_on,
  exemptKind: row.exempt_kind,
  exemptUntil: row.exempt_until,
  reason: row.reason,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
});

export const triggerResponse = (row: TriggerRow): ReviewTriggerResponse => ({
  id: row.id,
  scheduleId: row.schedule_id,
  kind: row.kind,
  happenedOn: row.happened_on,
  source: row.source,
  description: row.description,
  rule: row.rule,
  ruleDueOn: row.rule_due_on,
  broughtForward: row.brought_forward,
  recordedAt: row.recorded_at,
});
