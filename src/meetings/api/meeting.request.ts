import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Day } from '../../shared/day';
import { PlanMeetingForm } from '../web/plan-meeting.form';

export class PlanMeetingRequest extends PlanMeetingForm {
  @ApiProperty({ type: String, format: 'date' }) declare heldOn: Day;
  @ApiProperty({ example: '10:00' }) declare startsAt: string;
  @ApiProperty({ maxLength: 200 }) declare place: string;
  @ApiPropertyOptional({ type: Boolean, description: 'Confirms a weekend or bank holiday' })
  declare onRestDay?: boolean;
  @ApiPropertyOptional({ format: 'uuid', description: 'Default: the only panel the caller sits on' })
  declare panelId?: string;
}

/** A case by its id or by its reference. */
export class AddItemRequest {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID(undefined, { message: 'individualId must be a UUID' })
  individualId?: string;

  @ApiPropertyOptional({ example: 'TC-2026-0042' })
  @IsOptional()
  @IsString({ message: 'Enter a reference' })
  @MaxLength(40, { message: 'A reference looks like TC-2026-0042' })
  reference?: string;
}
