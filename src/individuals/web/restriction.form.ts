import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';

/** One checkbox comes as a text, several as a list, none as nothing. */
const AsList = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

export class NamedPeopleForm {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'Users: at least two, one of them a manager or panel chair',
  })
  @AsList()
  @IsArray({ message: 'Select who may see this record' })
  @ArrayMaxSize(50, { message: 'Select 50 people or fewer' })
  @IsUUID('all', { each: true, message: 'Select people from the list' })
  namedPeople!: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'One more, for forms' })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select a person from the list' })
  somebodyElse?: string | null;
}

export class RestrictionForm extends NamedPeopleForm {
  @ApiProperty({ maxLength: 2000 })
  @Trimmed()
  @IsString({ message: 'Enter why the record must be restricted' })
  @Matches(/\S/, { message: 'Enter why the record must be restricted' })
  @MaxLength(2000, { message: 'Reason must be 2,000 characters or fewer' })
  reason!: string;
}

export class LiftingRequestForm {
  @ApiProperty({ maxLength: 2000 })
  @Trimmed()
  @IsString({ message: 'Enter why it can be lifted' })
  @Matches(/\S/, { message: 'Enter why it can be lifted' })
  @MaxLength(2000, { message: 'Reason must be 2,000 characters or fewer' })
  reason!: string;
}

/** Everybody chosen, from the list and beside it. */
export const chosenPeople = ({ namedPeople, somebodyElse }: NamedPeopleForm): string[] => [
  ...namedPeople,
  ...(somebodyElse ? [somebodyElse] : []),
];
