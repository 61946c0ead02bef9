import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate, ValidateIf } from 'class-validator';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import type { Day } from '../../shared/day';
import { type Sex, SEXES } from '../individual.entity';

export class AddIndividualForm {
  @ApiProperty({ maxLength: 100 })
  @Trimmed()
  @IsString({ message: 'Enter a given name' })
  @Matches(/\S/, { message: 'Enter a given name' })
  @MaxLength(100, { message: 'Given name must be 100 characters or fewer' })
  givenName!: string;

  @ApiProperty({ maxLength: 100 })
  @Trimmed()
  @IsString({ message: 'Enter a family name' })
  @Matches(/\S/, { message: 'Enter a family name' })
  @MaxLength(100, { message: 'Family name must be 100 characters or fewer' })
  familyName!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Preferred name must be text' })
  @MaxLength(100, { message: 'Preferred name must be 100 characters or fewer' })
  preferredName?: string | null;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day;

  @ApiPropertyOptional({ enum: SEXES })
  @ValidateIf((_, sex: unknown) => sex !== undefined)
  @IsIn(SEXES, { message: 'Select one of the answers' })
  sex?: Sex;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Communication needs must be text' })
  @MaxLength(2000, { message: 'Communication needs must be 2,000 characters or fewer' })
  communicationNeeds?: string | null;
}
