import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';

const KNOWN = { message: 'Give true, false, or null for not known' };

export class EnterCohortRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId!: string;

  @ApiProperty({ format: 'uuid', required: false, description: 'Left out where there is one panel' })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of a panel' })
  panelId?: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day they entered the cohort' })
  startedOn!: Day;

  @ApiProperty({ enum: TIERS })
  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

  @ApiProperty({ enum: STRANDS, required: false, nullable: true })
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand' })
  strand?: Strand | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' })
  @IsIn([true, false, null], KNOWN)
  isExperiencing!: boolean | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' })
  @IsIn([true, false, null], KNOWN)
  isPerpetrating!: boolean | null;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the decision' })
  @Matches(/\S/, { message: 'Enter the decision' })
  @MaxLength(4000, { message: 'Decision must be 4,000 characters or fewer' })
  decision!: string;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the evidence for this decision' })
  @Matches(/\S/, { message: 'Enter the evidence for this decision' })
  @MaxLength(4000, { message: 'Evidence must be 4,000 characters or fewer' })
  evidence!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day of the evidence' })
  evidenceOn!: Day;
}

export class ExitCohortRequest {
  @ApiProperty({ enum: EXIT_REASONS })
  @IsIn(EXIT_REASONS, { message: 'Select why they leave the cohort' })
  exitReason!: ExitReason;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the reasons in words' })
  @Matches(/\S/, { message: 'Enter the reasons in words' })
  @MaxLength(4000, { message: 'Reasons must be 4,000 characters or fewer' })
  rationale!: string;
}

export class ListCohortRequest {
  @ApiProperty({
    format: 'uuid',
    required: false,
    description: 'Every period of one person; left out: the present cohort',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString({ message: 'Start again from the first page of this list' })
  cursor?: string;
}
