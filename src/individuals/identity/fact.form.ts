import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, Validate, ValidateIf } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { CUSTODY_PLACES, type CustodyPlace } from '../custody-places';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../domain/read-identifier';
import { ADDRESS_KINDS, type AddressKind } from '../individual-address.entity';
import { EDUCATION_STATUSES, type EducationStatus } from '../individual-education.entity';
import { STATUS_KINDS, type StatusKind } from '../individual-status.entity';
import { SourceForm } from './identity.form';

/** A box of a page that is ticked, or not there at all; true or false from the API. */
const Ticked = () =>
  Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === '' ? undefined : value));

/** A box that may stay blank. */
export const OptionalText = (longest: number, what: string) => (target: object, key: string) => {
  ApiPropertyOptional({ type: String, nullable: true, maxLength: longest })(target, key);
  BlankIsNull()(target, key);
  IsOptional()(target, key);
  IsString({ message: `Enter ${what} as text` })(target, key);
  MaxLength(longest, { message: `Shorten ${what} to ${longest} characters or fewer` })(target, key);
};

export class IdentifierForm extends SourceForm {
  @ApiProperty({ enum: IDENTIFIER_KINDS })
  @IsIn(IDENTIFIER_KINDS, { message: 'Select what kind of number it is' })
  kind!: IdentifierKind;

  @ApiProperty({ maxLength: 100, description: 'In any usual layout; it is stored in one' })
  @Trimmed()
  @IsString({ message: 'Enter the number' })
  @Matches(/\S/, { message: 'Enter the number' })
  @MaxLength(100, { message: 'The number must be 100 characters or fewer' })
  value!: string;

  @ApiPropertyOptional({ description: 'Keep a number that fails its own check' })
  @Ticked()
  @IsOptional()
  @IsBoolean({ message: 'Tick the box or leave it' })
  keepUnverified?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 500,
    description: 'Why it is kept; with keepUnverified',
  })
  @BlankIsNull()
  @ValidateIf(({ keepUnverified }: IdentifierForm) => keepUnverified === true)
  @IsString({ message: 'Enter why this number is kept although it fails its check' })
  @MaxLength(500, { message: 'The reason must be 500 characters or fewer' })
  unverifiedBecause?: string | null;
}

export class AddressForm extends SourceForm {
  @ApiProperty({ enum: ADDRESS_KINDS })
  @IsIn(ADDRESS_KINDS, { message: 'Select what kind of address it is' })
  kind!: AddressKind;

  @ApiProperty({ maxLength: 500 })
  @Trimmed()
  @IsString({ message: 'Enter the address' })
  @Matches(/\S/, { message: 'Enter the address' })
  @MaxLength(500, { message: 'Address must be 500 characters or fewer' })
  lines!: string;

  @OptionalText(20, 'the postcode')
  postcode?: string | null;

  @OptionalText(20, 'the UPRN')
  uprn?: string | null;

  @OptionalText(100, 'the authority that placed them')
  placedBy?: string | null;

  @OptionalText(100, 'the authority whose area it is')
  placedIn?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The first day must be a real date' })
  fromOn?: Day | null;

  @ApiPropertyOptional({ description: 'They live nowhere else from that day' })
  @Ticked()
  @IsOptional()
  @IsBoolean({ message: 'Tick the box or leave it' })
  endsEarlier?: boolean;
}

export class EducationForm extends SourceForm {
  @ApiProperty({ enum: EDUCATION_STATUSES })
  @IsIn(EDUCATION_STATUSES, { message: 'Select where they learn or work' })
  status!: EducationStatus;

  @OptionalText(200, 'the school, college or employer')
  setting?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The first day must be a real date' })
  fromOn?: Day | null;

  @ApiPropertyOptional({ description: 'They learn or work nowhere else from that day' })
  @Ticked()
  @IsOptional()
  @IsBoolean({ message: 'Tick the box or leave it' })
  endsEarlier?: boolean;
}

export class StatusForm extends SourceForm {
  @ApiProperty({ enum: STATUS_KINDS })
  @IsIn(STATUS_KINDS, { message: 'Select a status' })
  kind!: StatusKind;

  @ApiProperty({ description: 'One of its kind' })
  @IsString({ message: 'Select a status' })
  status!: string;

  @OptionalText(500, 'the detail')
  detail?: string | null;

  @ApiPropertyOptional({ enum: CUSTODY_PLACES, nullable: true, description: 'Of somebody in custody' })
  @BlankIsNull()
  @IsOptional()
  @IsIn(CUSTODY_PLACES, { message: 'Select where they are held' })
  place?: CustodyPlace | null;

  @OptionalText(200, 'the name of the place')
  placeName?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Of somebody in custody' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day release is expected must be a real date' })
  releaseExpectedOn?: Day | null;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it began' })
  fromOn!: Day;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The last day must be a real date' })
  untilOn?: Day | null;
}

export const ENDINGS = ['ended', 'recorded_in_error'] as const;

export class FactEndingForm {
  @ApiProperty({ enum: ENDINGS })
  @IsIn(ENDINGS, { message: 'Select whether it ended or was never right' })
  how!: (typeof ENDINGS)[number];

  @ApiPropertyOptional({ type: String, format: 'date', description: 'With ended' })
  @ValidateIf(({ how }: FactEndingForm) => how === 'ended')
  @Validate(IsRealDay, { message: 'Enter the day it ended' })
  untilOn?: Day;

  @ApiPropertyOptional({ maxLength: 500, description: 'With recorded_in_error: what was wrong' })
  @Trimmed()
  @ValidateIf(({ how }: FactEndingForm) => how === 'recorded_in_error')
  @IsString({ message: 'Enter what was wrong' })
  @Matches(/\S/, { message: 'Enter what was wrong' })
  @MaxLength(500, { message: 'What was wrong must be 500 characters or fewer' })
  because?: string;
}
