import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { SeenVersion } from '../entries/seen-version';
import { REVIEW_KINDS, type ReviewKind } from '../register-words';

/** What page and API ask alike about a recommendation and what is done about it. */
export class LearningFields {
  @ApiProperty({ enum: REVIEW_KINDS })
  @IsIn(REVIEW_KINDS, { message: 'Select the kind of review' })
  reviewKind!: ReviewKind;

  @ApiProperty({ maxLength: 300 })
  @Trimmed()
  @IsString({ message: 'Enter the title of the review' })
  @Matches(/\S/, { message: 'Enter the title of the review' })
  @MaxLength(300, { message: 'Text must be 300 characters or fewer' })
  reviewTitle!: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it was published must be a real date' })
  publishedOn?: Day | null;

  @ApiProperty({ maxLength: 2_000 })
  @Trimmed()
  @IsString({ message: 'Enter the recommendation' })
  @Matches(/\S/, { message: 'Enter the recommendation' })
  @MaxLength(2_000, { message: 'Text must be 2,000 characters or fewer' })
  recommendation!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Select the agency that answers for it' })
  agencyId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Select the owner' })
  ownerId!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it is due' })
  dueOn!: Day;
}

export class LearningClosureFields {
  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter what is different because of it' })
  @Matches(/\S/, { message: 'Enter what is different because of it' })
  @MaxLength(4_000, { message: 'Text must be 4,000 characters or fewer' })
  whatChanged!: string;
}

export class ChangeLearningForm extends LearningFields {
  @SeenVersion() version!: number;
}

export class CloseLearningForm extends LearningClosureFields {
  @SeenVersion() version!: number;
}
