import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { Trimmed } from '../../../web/forms/text-fields';
import type { Stands } from '../merge-conflicts';

const LONGEST = 2_000;
const SIDES = ['survivor', 'merged'] as const;
const CHOOSE = 'Choose which of the two stands';

export class DifferenceForm {
  @ApiProperty({ maxLength: LONGEST })
  @Trimmed()
  @IsString({ message: 'Enter how you know' })
  @Matches(/\S/, { message: 'Enter how you know' })
  @MaxLength(LONGEST, { message: 'How you know must be 2,000 characters or fewer' })
  reason!: string;
}

export class BecauseForm {
  @ApiProperty({ maxLength: LONGEST })
  @Trimmed()
  @IsString({ message: 'Enter why' })
  @Matches(/\S/, { message: 'Enter why' })
  @MaxLength(LONGEST, { message: 'Why must be 2,000 characters or fewer' })
  because!: string;
}

/** Which side stands of what cannot stand twice; only what contradicts is asked. */
export class StandsForm {
  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  plan?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  lead_professional?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  plan_owner?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  cohort?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  custody?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  corporate_parenting?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  family?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  name?: Stands;

  @ApiPropertyOptional({ enum: SIDES })
  @IsOptional()
  @IsIn(SIDES, { message: CHOOSE })
  date_of_birth?: Stands;
}

export class MergeForm extends StandsForm {
  @ApiProperty({ format: 'uuid', description: 'The record that stays' })
  @IsUUID(undefined, { message: 'Choose which record stays' })
  survivorId!: string;

  @ApiProperty({ maxLength: LONGEST })
  @Trimmed()
  @IsString({ message: 'Enter how you know that they are one person' })
  @Matches(/\S/, { message: 'Enter how you know that they are one person' })
  @MaxLength(LONGEST, { message: 'How you know must be 2,000 characters or fewer' })
  reason!: string;
}

export class MergeRequest extends MergeForm {
  @ApiProperty({ format: 'uuid', description: 'The record whose reference will lead to the other' })
  @IsUUID(undefined, { message: 'mergedId must be an id' })
  mergedId!: string;

  @ApiProperty()
  @IsInt({ message: 'survivorVersion must be a number' })
  @Min(1)
  survivorVersion!: number;

  @ApiProperty()
  @IsInt({ message: 'mergedVersion must be a number' })
  @Min(1)
  mergedVersion!: number;
}
