import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';

/** Who else is in the room. Either a colleague, or a name with where they come from: the verb says what is missing. */
export class GuestForm {
  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Select a colleague from the list' })
  guestUserId?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter their name' })
  @MaxLength(200, { message: 'Name must be 200 characters or fewer' })
  guestName?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter where they come from' })
  @MaxLength(200, { message: 'Agency or organisation must be 200 characters or fewer' })
  organisation?: string | null;

  @Trimmed()
  @IsString({ message: 'Enter what they are there for' })
  @Matches(/\S/, { message: 'Enter what they are there for' })
  @MaxLength(200, { message: 'What they are there for must be 200 characters or fewer' })
  role!: string;

  @Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]))
  @IsOptional()
  @IsArray({ message: 'Select cases from the list' })
  @ArrayMaxSize(200, { message: 'Select cases from the list' })
  @IsUUID(undefined, { each: true, message: 'Select cases from the list' })
  itemIds?: string[];

  @IsOptional()
  @IsIn(['yes'], { message: 'Tick whether they heard the statement' })
  hasHeard?: 'yes';
}

export const newGuestOf = ({ guestUserId, guestName, organisation, role, itemIds, hasHeard }: GuestForm) => ({
  userId: guestUserId,
  name: guestName,
  organisation,
  role,
  itemIds,
  hasHeardStatement: hasHeard === 'yes',
});
