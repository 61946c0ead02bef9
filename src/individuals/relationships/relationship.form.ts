import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { VisibilityForm } from '../visibility/visibility.form';
import {
  RELATIONSHIP_BASES,
  RELATIONSHIP_KINDS,
  type RelationshipBasis,
  type RelationshipKind,
  RELIABILITIES,
  type Reliability,
} from './relationship-words';

/** Yes, no and not known from a page; true, false and null from the API. */
const YesNoOrNotKnown = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === 'yes') return true;
    if (value === 'no') return false;
    return value === 'not_known' || value === '' ? null : value;
  });

export class RelationshipForm extends VisibilityForm {
  @ApiProperty({ enum: RELATIONSHIP_KINDS })
  @IsIn(RELATIONSHIP_KINDS, { message: 'Select who or what it is' })
  kind!: RelationshipKind;

  @ApiProperty({ maxLength: 200, description: 'Read by everybody on this case, whatever records they may see' })
  @Trimmed()
  @IsString({ message: 'Enter a name, or words for somebody whose name is not known' })
  @Matches(/\S/, { message: 'Enter a name, or words for somebody whose name is not known' })
  @MaxLength(200, { message: 'Name must be 200 characters or fewer' })
  name!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 40,
    description: 'Of their own record, where you see it',
  })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the reference as text' })
  @MaxLength(40, { message: 'Reference must be 40 characters or fewer' })
  relatedReference?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the detail as text' })
  @MaxLength(2000, { message: 'Detail must be 2,000 characters or fewer' })
  detail?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the agency or team as text' })
  @MaxLength(200, { message: 'Agency or team must be 200 characters or fewer' })
  organisation?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter how to reach them as text' })
  @MaxLength(200, { message: 'How to reach them must be 200 characters or fewer' })
  contact?: string | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: 'null: not known' })
  @YesNoOrNotKnown()
  @IsOptional()
  @IsBoolean({ message: 'Select whether they have parental responsibility' })
  hasParentalResponsibility?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: 'null: not known' })
  @YesNoOrNotKnown()
  @IsOptional()
  @IsBoolean({ message: 'Select whether they live together' })
  livesWith?: boolean | null;

  @ApiPropertyOptional({ description: 'An adult, group or place that keeps them safer' })
  @Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value))
  @IsOptional()
  @IsBoolean({ message: 'Tick the box or leave it' })
  isProtective?: boolean;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The first day must be a real date' })
  fromOn?: Day | null;

  @ApiProperty({ enum: RELATIONSHIP_BASES })
  @IsIn(RELATIONSHIP_BASES, { message: 'Select whether this is fact, opinion, allegation or intelligence' })
  basis!: RelationshipBasis;

  @ApiProperty({ enum: RELIABILITIES })
  @IsIn(RELIABILITIES, { message: 'Select how reliable the source is' })
  reliability!: Reliability;

  @ApiProperty({ maxLength: 200 })
  @Trimmed()
  @IsString({ message: 'Enter who told you, or where you read it' })
  @Matches(/\S/, { message: 'Enter who told you, or where you read it' })
  @MaxLength(200, { message: 'Source must be 200 characters or fewer' })
  source!: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Needed for exploiters and gangs' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day to look again must be a real date' })
  reviewOn?: Day | null;
}
