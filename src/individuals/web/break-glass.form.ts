import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { REVIEW_OUTCOMES, type ReviewOutcome } from '../break-glass/break-glass-grant.entity';

export class BreakGlassForm {
  @ApiProperty({ maxLength: 2000, description: 'Why it is needed now' })
  @Trimmed()
  @IsString({ message: 'Enter why you need this record now' })
  @Matches(/\S/, { message: 'Enter why you need this record now' })
  @MaxLength(2000, { message: 'Reason must be 2,000 characters or fewer' })
  reason!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'TC-2026-0042', description: 'The whole reference' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the reference as text' })
  @MaxLength(40, { message: 'Reference must be 40 characters or fewer' })
  reference?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the given name as text' })
  @MaxLength(100, { message: 'Given name must be 100 characters or fewer' })
  givenName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the family name as text' })
  @MaxLength(100, { message: 'Family name must be 100 characters or fewer' })
  familyName?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day | null;
}

export class BreakGlassReviewForm {
  @ApiProperty({ enum: REVIEW_OUTCOMES })
  @IsIn(REVIEW_OUTCOMES, { message: 'Select what you found' })
  outcome!: ReviewOutcome;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed unless it was justified' })
  @Trimmed()
  @IsOptional()
  @IsString({ message: 'Enter the comment as text' })
  @MaxLength(2000, { message: 'Comment must be 2,000 characters or fewer' })
  comment?: string;
}
