import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Validate,
  ValidateNested,
} from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { EVIDENCE_KINDS, type EvidenceKind } from '../domain/grounds';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';

const KNOWN = { message: 'Give true, false, or null for not known' };

class DatedEvidenceRequest {
  @ApiProperty({ enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS, { message: 'Say what kind of evidence it is' })
  kind!: EvidenceKind;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the evidence' })
  @Matches(/\S/, { message: 'Enter the evidence' })
  @MaxLength(4000, { message: 'Evidence must be 4,000 characters or fewer' })
  text!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day of the evidence' })
  happenedOn!: Day;
}

/** What an entry and a validation rest on. */
class GroundsRequest {
  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the decision' })
  @Matches(/\S/, { message: 'Enter the decision' })
  @MaxLength(4000, { message: 'Decision must be 4,000 characters or fewer' })
  decision!: string;

  @ApiProperty({ type: [String], description: 'Ids of criteria of the identification method in force' })
  @IsArray({ message: 'Give the criteria that are met as a list' })
  @ArrayNotEmpty({ message: 'Give each criterion that is met' })
  @ArrayMaxSize(50, { message: 'Give 50 criteria or fewer' })
  @IsUUID(undefined, { each: true, message: 'Give the ids of criteria' })
  criteriaMet!: string[];

  @ApiProperty({ enum: EVIDENCE_KINDS, description: 'A screening is never enough by itself' })
  @IsIn(EVIDENCE_KINDS, { message: 'Say what kind of evidence it is' })
  evidenceKind!: EvidenceKind;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter the evidence for this decision' })
  @Matches(/\S/, { message: 'Enter the evidence for this decision' })
  @MaxLength(4000, { message: 'Evidence must be 4,000 characters or fewer' })
  evidence!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day of the evidence' })
  evidenceOn!: Day;

  @ApiProperty({ type: [DatedEvidenceRequest], required: false })
  @IsOptional()
  @IsArray({ message: 'Give further evidence as a list' })
  @ArrayMaxSize(20, { message: 'Give 20 further pieces of evidence or fewer' })
  @ValidateNested({ each: true })
  @Type(() => DatedEvidenceRequest)
  furtherEvidence?: DatedEvidenceRequest[];

  @ApiProperty({ type: [String], description: 'Name and agency of each who decided' })
  @IsArray({ message: 'Give who decided as a list' })
  @ArrayNotEmpty({ message: 'Give who decided' })
  @ArrayMaxSize(50, { message: 'Give 50 people or fewer' })
  @IsString({ each: true, message: 'Give each name as text' })
  @MaxLength(200, { each: true, message: 'Each name must be 200 characters or fewer' })
  deciders!: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 4000,
    description: 'Who disagreed and why; null: nobody did',
  })
  @IsOptional()
  @IsString({ message: 'Who disagreed must be text, or null for nobody' })
  @MaxLength(4000, { message: 'Who disagreed must be 4,000 characters or fewer' })
  dissent: string | null = null;
}

export class ValidateMembershipRequest extends GroundsRequest {}

export class EnterCohortRequest extends GroundsRequest {
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

  @ApiProperty({ maxLength: 4000, description: 'What else was considered, and why it was rejected' })
  @Trimmed()
  @IsString({ message: 'Enter what else was considered, and why it was rejected' })
  @Matches(/\S/, { message: 'Enter what else was considered, and why it was rejected' })
  @MaxLength(4000, { message: 'What was considered must be 4,000 characters or fewer' })
  considered!: string;
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

  @ApiProperty({ type: String, required: false, nullable: true, description: 'Needed with moved_area' })
  @IsOptional()
  @IsString({ message: 'The accepting authority must be text' })
  @MaxLength(200, { message: 'The accepting authority must be 200 characters or fewer' })
  acceptingAuthority?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: 'Needed with moved_area: name and post' })
  @IsOptional()
  @IsString({ message: 'Who accepted them must be text' })
  @MaxLength(200, { message: 'Who accepted them must be 200 characters or fewer' })
  acceptedBy?: string | null;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, description: 'Needed with moved_area' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day they were accepted must be a real date' })
  acceptedOn?: Day | null;
}

export class ChangePlaceRequest {
  @ApiProperty({ enum: TIERS })
  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

  @ApiProperty({ enum: STRANDS, required: false, nullable: true, description: 'Left out: as it is; null: not known' })
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand' })
  strand?: Strand | null;

  @ApiProperty({ type: Boolean, required: false, nullable: true, description: 'Left out: as it is; null: not known' })
  @IsIn([true, false, null, undefined], KNOWN)
  isExperiencing?: boolean | null;

  @ApiProperty({ type: Boolean, required: false, nullable: true, description: 'Left out: as it is; null: not known' })
  @IsIn([true, false, null, undefined], KNOWN)
  isPerpetrating?: boolean | null;

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
