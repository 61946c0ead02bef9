import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../shared/day';
import { IsRealDay } from '../web/forms/is-real-day';
import { Trimmed } from '../web/forms/text-fields';
import { EXEMPTION_KINDS, type ExemptionKind } from './domain/exemption';
import { RECORDED_TRIGGERS, type RecordedTrigger } from './domain/review-rules';

const WORDS = 2_000;

/** Shared by the pages and the API. */
export class ExemptForm {
  @ApiProperty({ enum: EXEMPTION_KINDS })
  @IsIn(EXEMPTION_KINDS, { message: 'Select why the review cannot be held' })
  kind!: ExemptionKind;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter what makes it impossible' })
  @Matches(/\S/, { message: 'Enter what makes it impossible' })
  @MaxLength(WORDS, { message: 'What makes it impossible must be 2,000 characters or fewer' })
  words!: string;

  @ApiProperty({ format: 'date', description: 'The last day: the day after it the review is owed again by itself.' })
  @Validate(IsRealDay, { message: 'Enter the day the exemption ends' })
  until!: Day;
}

export class ClearExemptionForm {
  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter why the review can be held again' })
  @Matches(/\S/, { message: 'Enter why the review can be held again' })
  @MaxLength(WORDS, { message: 'Why the review can be held again must be 2,000 characters or fewer' })
  reason!: string;
}

export class ChangeDateForm {
  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the new date' })
  dueOn!: Day;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter why the date changes' })
  @Matches(/\S/, { message: 'Enter why the date changes' })
  @MaxLength(WORDS, { message: 'Why the date changes must be 2,000 characters or fewer' })
  reason!: string;
}

export class AcknowledgementForm {
  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter why the review is overdue' })
  @Matches(/\S/, { message: 'Enter why the review is overdue' })
  @MaxLength(WORDS, { message: 'Why the review is overdue must be 2,000 characters or fewer' })
  reason!: string;

  @ApiProperty({ format: 'date', description: 'When you chase it: after today, within 14 days. It moves no due date.' })
  @Validate(IsRealDay, { message: 'Enter the day to chase' })
  chaseOn!: Day;
}

export class TriggerForm {
  @ApiProperty({ enum: RECORDED_TRIGGERS })
  @IsIn(RECORDED_TRIGGERS, { message: 'Select what happened' })
  kind!: RecordedTrigger;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it happened' })
  happenedOn!: Day;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter who says so' })
  @Matches(/\S/, { message: 'Enter who says so' })
  @MaxLength(200, { message: 'Who says so must be 200 characters or fewer' })
  source!: string;

  @ApiProperty({ required: false })
  @Trimmed()
  @IsOptional()
  @IsString({ message: 'What happened must be text' })
  @MaxLength(WORDS, { message: 'What happened must be 2,000 characters or fewer' })
  description: string = '';
}

export class TriggerRequest extends TriggerForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'individualId must be an id' })
  individualId!: string;
}
