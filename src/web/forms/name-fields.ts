import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from './text-fields';

const LONGEST = 100;

/** Of a person: the one name everybody has. */
export const GivenName = () => (target: object, key: string) => {
  ApiProperty({ maxLength: LONGEST })(target, key);
  Trimmed()(target, key);
  IsString({ message: 'Enter a given name' })(target, key);
  Matches(/\S/, { message: 'Enter a given name' })(target, key);
  MaxLength(LONGEST, { message: `Given name must be ${LONGEST} characters or fewer` })(target, key);
};

/** Blank of a person who has one name: to be made to invent another would put a name on record that nobody has. */
export const FamilyName = () => (target: object, key: string) => {
  ApiProperty({ maxLength: LONGEST, description: 'Blank of a person who has one name' })(target, key);
  Trimmed()(target, key);
  IsString({ message: 'Enter a family name, or leave it blank if they have one name' })(target, key);
  MaxLength(LONGEST, { message: `Family name must be ${LONGEST} characters or fewer` })(target, key);
};
