import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
} from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { type Rag, RAGS } from '../domain/rag';
import { Boxes, Whole } from '../entries/field-kinds';

/** What page and API ask alike about the plan itself. */
export class StrategyPlanFields {
  @ApiProperty({ maxLength: 200 })
  @Trimmed()
  @IsString({ message: 'Enter the title of the plan' })
  @Matches(/\S/, { message: 'Enter the title of the plan' })
  @MaxLength(200, { message: 'Title must be 200 characters or fewer' })
  title!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the first day of the plan' })
  startsOn!: Day;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the last day of the plan' })
  endsOn!: Day;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day the first annual review is due' })
  reviewDueOn!: Day;
}

/** What page and API ask alike about an activity. */
export class ActivityFields {
  @ApiProperty({ maxLength: 200 })
  @Trimmed()
  @IsString({ message: 'Enter the priority' })
  @Matches(/\S/, { message: 'Enter the priority' })
  @MaxLength(200, { message: 'Priority must be 200 characters or fewer' })
  priority!: string;

  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter the aim' })
  @Matches(/\S/, { message: 'Enter the aim' })
  @MaxLength(500, { message: 'Aim must be 500 characters or fewer' })
  aim!: string;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter the activity' })
  @Matches(/\S/, { message: 'Enter the activity' })
  @MaxLength(1_000, { message: 'Activity must be 1,000 characters or fewer' })
  activity!: string;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter how success is measured' })
  @Matches(/\S/, { message: 'Enter how success is measured' })
  @MaxLength(1_000, { message: 'How success is measured must be 1,000 characters or fewer' })
  successMeasure!: string;

  @ApiProperty({ format: 'uuid', description: 'The lead partner' })
  @IsUUID(undefined, { message: 'Select the lead partner' })
  agencyId!: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  @Boxes()
  @IsArray({ message: 'Select who is responsible' })
  @ArrayMinSize(1, { message: 'Select at least one responsible person' })
  @ArrayMaxSize(20, { message: 'Select 20 people or fewer' })
  @ArrayUnique({ message: 'Select each person once' })
  @IsUUID('all', { each: true, message: 'Select people from the list' })
  ownerIds!: string[];

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it starts' })
  startsOn!: Day;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the target date' })
  targetOn!: Day;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1_000, description: 'Why it is no longer pursued' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Why it is withdrawn must be text' })
  @MaxLength(1_000, { message: 'Why it is withdrawn must be 1,000 characters or fewer' })
  withdrawnReason?: string | null;
}

const PERCENT = { message: 'Per cent complete must be a whole number from 0 to 100' };

/** How far an activity is. */
export class ProgressFields {
  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter the progress' })
  @Matches(/\S/, { message: 'Enter the progress' })
  @MaxLength(4_000, { message: 'Progress must be 4,000 characters or fewer' })
  progress!: string;

  @ApiProperty({ minimum: 0, maximum: 100 })
  @Whole()
  @IsInt(PERCENT)
  @Min(0, PERCENT)
  @Max(100, PERCENT)
  percentComplete!: number;

  @ApiProperty({ enum: RAGS })
  @IsIn(RAGS, { message: 'Select a status' })
  rag!: Rag;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter why you chose this status' })
  @Matches(/\S/, { message: 'Enter why you chose this status' })
  @MaxLength(1_000, { message: 'Why you chose this status must be 1,000 characters or fewer' })
  ragReason!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 4_000, description: 'Evidence that there is now' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Evidence must be text' })
  @MaxLength(4_000, { message: 'Evidence must be 4,000 characters or fewer' })
  evidence?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'The day of the evidence' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day of the evidence must be a real date' })
  evidenceOn?: Day | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: 'Where the evidence is kept' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Where it is kept must be text' })
  @MaxLength(500, { message: 'Where it is kept must be 500 characters or fewer' })
  keptAt?: string | null;
}

/** The annual review. */
export class StrategyReviewFields {
  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter what the review found' })
  @Matches(/\S/, { message: 'Enter what the review found' })
  @MaxLength(4_000, { message: 'What the review found must be 4,000 characters or fewer' })
  summary!: string;

  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter what changes in the year that follows' })
  @Matches(/\S/, { message: 'Enter what changes in the year that follows' })
  @MaxLength(4_000, { message: 'What changes must be 4,000 characters or fewer' })
  changes!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day the next review is due' })
  nextDueOn!: Day;
}
