import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsInt,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';

export class DraftCriterionRequest {
  @ApiProperty({ maxLength: 500 })
  @IsString({ message: 'Give each criterion as text' })
  @MaxLength(500, { message: 'Each criterion must be 500 characters or fewer' })
  text!: string;

  @ApiProperty({ type: Number, nullable: true, minimum: 1, maximum: 3660, description: 'Null: evidence of any day' })
  @ValidateIf((_, value) => value !== null)
  @IsInt({ message: 'Give a number of days from 1 to 3,660, or null' })
  @Min(1, { message: 'Give a number of days from 1 to 3,660, or null' })
  @Max(3660, { message: 'Give a number of days from 1 to 3,660, or null' })
  withinDays!: number | null;
}

export class DraftMethodRequest {
  @ApiProperty({ maxLength: 8000 })
  @Trimmed()
  @IsString({ message: 'Enter how people are found' })
  @Matches(/\S/, { message: 'Enter how people are found' })
  @MaxLength(8000, { message: 'How people are found must be 8,000 characters or fewer' })
  description!: string;

  @ApiProperty({ type: [DraftCriterionRequest] })
  @IsArray({ message: 'Give the criteria as a list' })
  @ArrayNotEmpty({ message: 'Give at least one criterion' })
  @ArrayMaxSize(50, { message: 'Give 50 criteria or fewer' })
  @ValidateNested({ each: true })
  @Type(() => DraftCriterionRequest)
  criteria!: DraftCriterionRequest[];

  @ApiProperty({ minimum: 1, maximum: 24 })
  @IsInt({ message: 'Give a number of months from 1 to 24' })
  @Min(1, { message: 'Give a number of months from 1 to 24' })
  @Max(24, { message: 'Give a number of months from 1 to 24' })
  cycleMonths!: number;

  @ApiProperty({ minimum: 1, maximum: 12 })
  @IsInt({ message: 'Give a number of months from 1 to 12' })
  @Min(1, { message: 'Give a number of months from 1 to 12' })
  @Max(12, { message: 'Give a number of months from 1 to 12' })
  validationMonths!: number;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of the owner' })
  ownerId!: string;
}

export class PutInForceRequest {
  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it comes into force' })
  inForceFrom!: Day;

  @ApiProperty({ maxLength: 4000, description: 'Who agreed, and why' })
  @Trimmed()
  @IsString({ message: 'Enter who agreed, and why' })
  @Matches(/\S/, { message: 'Enter who agreed, and why' })
  @MaxLength(4000, { message: 'Who agreed must be 4,000 characters or fewer' })
  decision!: string;
}
