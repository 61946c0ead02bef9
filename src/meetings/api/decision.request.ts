import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { ACTION_KINDS } from '../../actions';
import { EXIT_REASONS } from '../../cohort';
import { type Tier, TIERS } from '../../individuals';
import { PERSON_VIEW_ANSWERS, REVIEW_DECISIONS } from '../../reviews';
import type { Day } from '../../shared/day';
import { DecisionFields, MeetingActionFields } from '../decision.fields';

class MeetingActionRequest extends MeetingActionFields {
  @ApiProperty() declare description: string;
  @ApiProperty({ enum: ACTION_KINDS }) declare kind: MeetingActionFields['kind'];
  @ApiProperty({ format: 'uuid' }) declare ownerId: string;
  @ApiProperty({ type: String, format: 'date' }) declare dueOn: Day;
}

export class DecisionRequest extends DecisionFields {
  @ApiProperty({ enum: REVIEW_DECISIONS }) declare decision: DecisionFields['decision'];
  @ApiProperty() declare rationale: string;
  @ApiPropertyOptional({ type: String, nullable: true }) declare dissent?: string | null;
  @ApiPropertyOptional({ enum: EXIT_REASONS, nullable: true, description: 'With close, of someone in the cohort' })
  declare exitReason?: DecisionFields['exitReason'];
  @ApiPropertyOptional({ type: String, nullable: true }) declare heard?: string | null;
  @ApiPropertyOptional({ enum: PERSON_VIEW_ANSWERS, nullable: true, description: 'Needed when a review is due' })
  declare personViewAnswer?: DecisionFields['personViewAnswer'];
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed when a review is due' })
  declare personView?: string | null;
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Sooner than the rule says, when the decision sets a next review',
  })
  declare nextDueOn?: Day | null;
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The schedule this decision is the review of',
  })
  declare scheduleId?: string | null;

  @ApiPropertyOptional({ enum: TIERS, nullable: true, description: 'With step_up and step_down' })
  @IsOptional()
  @IsIn(TIERS, { message: 'Select a tier' })
  newTier?: Tier | null;

  @ApiPropertyOptional({ type: [MeetingActionRequest] })
  @IsOptional()
  @IsArray({ message: 'Actions must be a list' })
  @ArrayMaxSize(20, { message: 'Make 20 actions or fewer at once' })
  @ValidateNested({ each: true })
  @Type(() => MeetingActionRequest)
  actions?: MeetingActionRequest[];
}
