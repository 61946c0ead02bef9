import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { SCOPES } from '../../platform/auth/token-scopes';
import { Trimmed } from '../forms/text-fields';

export class TokenForm {
  @Trimmed()
  @IsString({ message: 'Enter what the token is for' })
  @Matches(/\S/, { message: 'Enter what the token is for' })
  @MaxLength(80, { message: 'What it is for must be 80 characters or fewer' })
  name!: string;

  @Transform(({ value }: { value: unknown }) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
  @ArrayNotEmpty({ message: 'Select what the token may be used for' })
  @IsIn(SCOPES, { each: true, message: 'Select what the token may be used for' })
  scopes!: string[];

  @Trimmed()
  @Matches(/^\d{1,3}$/, { message: 'Days must be a whole number from 1 to 365' })
  daysValid!: string;
}
