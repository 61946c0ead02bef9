import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { DEGREES } from '../domain/risk-score';
import { Whole } from '../entries/field-kinds';
import { SeenVersion } from '../entries/seen-version';

/** What page and API ask alike about a risk. */
export class RiskFields {
  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter the cause: because of what' })
  @Matches(/\S/, { message: 'Enter the cause: because of what' })
  @MaxLength(1_000, { message: 'Text must be 1,000 characters or fewer' })
  cause!: string;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter the event: what may happen' })
  @Matches(/\S/, { message: 'Enter the event: what may happen' })
  @MaxLength(1_000, { message: 'Text must be 1,000 characters or fewer' })
  event!: string;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter the effect: what would follow' })
  @Matches(/\S/, { message: 'Enter the effect: what would follow' })
  @MaxLength(1_000, { message: 'Text must be 1,000 characters or fewer' })
  effect!: string;

  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter the controls: what is done about it' })
  @Matches(/\S/, { message: 'Enter the controls: what is done about it' })
  @MaxLength(4_000, { message: 'Text must be 4,000 characters or fewer' })
  controls!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Select the agency that leads on it' })
  agencyId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Select the owner' })
  ownerId!: string;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the inherent likelihood' })
  inherentLikelihood!: number;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the inherent impact' })
  inherentImpact!: number;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the target likelihood' })
  targetLikelihood!: number;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the target impact' })
  targetImpact!: number;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it is reviewed next' })
  reviewDueOn!: Day;
}

/** A current score with its reason. */
export class ScoreFields {
  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the likelihood' })
  likelihood!: number;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the impact' })
  impact!: number;

  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter why it stands there now' })
  @Matches(/\S/, { message: 'Enter why it stands there now' })
  @MaxLength(1_000, { message: 'Text must be 1,000 characters or fewer' })
  reason!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it is reviewed next' })
  reviewDueOn!: Day;
}

/** A new risk has its first current score at once. */
export class NewRiskFields extends RiskFields {
  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the current likelihood' })
  currentLikelihood!: number;

  @ApiProperty({ enum: DEGREES })
  @Whole()
  @IsIn(DEGREES, { message: 'Select the current impact' })
  currentImpact!: number;
}

export class RiskClosureFields {
  @ApiProperty({ maxLength: 1_000 })
  @Trimmed()
  @IsString({ message: 'Enter why the risk is closed' })
  @Matches(/\S/, { message: 'Enter why the risk is closed' })
  @MaxLength(1_000, { message: 'Text must be 1,000 characters or fewer' })
  closedReason!: string;
}

export class ChangeRiskForm extends RiskFields {
  @SeenVersion() version!: number;
}

export class ScoreForm extends ScoreFields {
  @SeenVersion() version!: number;
}

export class CloseRiskForm extends RiskClosureFields {
  @SeenVersion() version!: number;
}
