import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { SECOND_LOOK_OUTCOMES, type SecondLookOutcome } from './relationship-review.entity';
import {
  RELATIONSHIP_BASES,
  RELATIONSHIP_KINDS,
  type RelationshipBasis,
  type RelationshipKind,
  RELIABILITIES,
  type Reliability,
} from './relationship-words';

const AMENDED = 'Only with `amended`; what is left out stays as it is';

/** What somebody found who looked again at a relationship. */
export class SecondLookForm {
  @ApiProperty({ enum: SECOND_LOOK_OUTCOMES })
  @IsIn(SECOND_LOOK_OUTCOMES, { message: 'Select what you found' })
  outcome!: SecondLookOutcome;

  @ApiProperty({ maxLength: 1000, description: 'Who was asked, what was seen' })
  @Trimmed()
  @IsString({ message: 'Enter what you went by' })
  @Matches(/\S/, { message: 'Enter what you went by' })
  @MaxLength(1000, { message: 'What you went by must be 1,000 characters or fewer' })
  note!: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Needed for exploiters and gangs' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day to look again must be a real date' })
  nextOn?: Day | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Needed with `ended`' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it ended must be a real date' })
  untilOn?: Day | null;

  @ApiPropertyOptional({ enum: RELATIONSHIP_KINDS, description: AMENDED })
  @IsOptional()
  @IsIn(RELATIONSHIP_KINDS, { message: 'Select who or what it is' })
  kind?: RelationshipKind;

  @ApiPropertyOptional({ maxLength: 200, description: AMENDED })
  @Trimmed()
  @IsOptional()
  @IsString({ message: 'Enter a name, or words for somebody whose name is not known' })
  @Matches(/\S/, { message: 'Enter a name, or words for somebody whose name is not known' })
  @MaxLength(200, { message: 'Name must be 200 characters or fewer' })
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000, description: AMENDED })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the detail as text' })
  @MaxLength(2000, { message: 'Detail must be 2,000 characters or fewer' })
  detail?: string | null;

  @ApiPropertyOptional({ enum: RELATIONSHIP_BASES, description: AMENDED })
  @IsOptional()
  @IsIn(RELATIONSHIP_BASES, { message: 'Select whether this is fact, opinion, allegation or intelligence' })
  basis?: RelationshipBasis;

  @ApiPropertyOptional({ enum: RELIABILITIES, description: AMENDED })
  @IsOptional()
  @IsIn(RELIABILITIES, { message: 'Select how reliable the source is' })
  reliability?: Reliability;

  @ApiPropertyOptional({ maxLength: 200, description: AMENDED })
  @Trimmed()
  @IsOptional()
  @IsString({ message: 'Enter who told you, or where you read it' })
  @Matches(/\S/, { message: 'Enter who told you, or where you read it' })
  @MaxLength(200, { message: 'Source must be 200 characters or fewer' })
  source?: string;
}
