import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Validate,
  ValidateIf,
} from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { FamilyName, GivenName } from '../../web/forms/name-fields';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import {
  ETHNICITIES,
  type Ethnicity,
  OBSERVED_ETHNICITIES,
  type ObservedEthnicity,
  type Sex,
  SEXES,
} from '../individual.entity';

/** kept: as another name, so that the record is still found by it. left_out: nobody ever bore it. */
export const FORMER_NAMES = ['kept', 'left_out'] as const;
type FormerName = (typeof FORMER_NAMES)[number];

/** One name a line from a page, a list from the API. */
const NamesAsList = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(/\r?\n/)
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : value,
  );

/** Asked of everything that is recorded. */
export class SourceForm {
  @ApiProperty({ maxLength: 200, description: 'Who said so, or where it was read' })
  @Trimmed()
  @IsString({ message: 'Enter who told you, or where you read it' })
  @Matches(/\S/, { message: 'Enter who told you, or where you read it' })
  @MaxLength(200, { message: 'Source must be 200 characters or fewer' })
  source!: string;
}

/** The whole of an identity: what is left out of a page is left blank. */
export class IdentityForm extends SourceForm {
  @GivenName()
  givenName!: string;

  @FamilyName()
  familyName!: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 100 })
  @BlankIsNull()
  @ValidateIf((_, value: unknown) => value !== null)
  @IsString({ message: 'Enter the preferred name as text' })
  @MaxLength(100, { message: 'Preferred name must be 100 characters or fewer' })
  preferredName!: string | null;

  @ApiProperty({ type: [String], description: 'Other names they use or used, street names too' })
  @NamesAsList()
  @IsArray({ message: 'Enter other names one a line' })
  @ArrayMaxSize(20, { message: 'Enter 20 other names or fewer' })
  @IsString({ each: true, message: 'Enter other names as text' })
  @MaxLength(100, { each: true, message: 'Each other name must be 100 characters or fewer' })
  aliases!: string[];

  @ApiPropertyOptional({
    enum: FORMER_NAMES,
    description: 'What becomes of the name before, where it is another: kept',
  })
  @IsOptional()
  @IsIn(FORMER_NAMES, { message: 'Select what becomes of the name before' })
  formerName?: FormerName;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day | null;

  @ApiProperty({ enum: SEXES })
  @IsIn(SEXES, { message: 'Select their sex' })
  sex!: Sex;

  @ApiProperty({ type: String, nullable: true, maxLength: 100, description: 'In their own words' })
  @BlankIsNull()
  @ValidateIf((_, value: unknown) => value !== null)
  @IsString({ message: 'Enter their gender as text' })
  @MaxLength(100, { message: 'Gender must be 100 characters or fewer' })
  gender!: string | null;

  @ApiProperty({ enum: ETHNICITIES, description: 'Self-defined. NS: asked, did not say. not_asked: nobody asked yet' })
  @IsIn(ETHNICITIES, { message: 'Select how they describe their ethnicity, or that nobody has asked yet' })
  ethnicity!: Ethnicity;

  @ApiProperty({ enum: OBSERVED_ETHNICITIES, nullable: true, description: 'What an officer recorded on sight' })
  @BlankIsNull()
  @ValidateIf((_, value: unknown) => value !== null)
  @IsIn(OBSERVED_ETHNICITIES, { message: 'Select a code from the list' })
  observedEthnicity!: ObservedEthnicity | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  @BlankIsNull()
  @ValidateIf((_, value: unknown) => value !== null)
  @IsString({ message: 'Enter communication needs as text' })
  @MaxLength(2000, { message: 'Communication needs must be 2,000 characters or fewer' })
  communicationNeeds!: string | null;
}
