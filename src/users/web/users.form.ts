import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { type Role, ROLES } from '../../platform/access';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';

/** One ticked box comes as a word, several as a list, none not at all. */
const AsList = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

const roleRule = { each: true, message: 'Select the roles from the list' };

export class InviteForm {
  @ApiProperty({ maxLength: 120 })
  @Trimmed()
  @IsString({ message: 'Enter the person’s name' })
  @Matches(/\S/, { message: 'Enter the person’s name' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  displayName!: string;

  @ApiProperty({ format: 'email', maxLength: 254 })
  @Trimmed()
  @IsEmail({}, { message: 'Enter an email address, like name@example.com' })
  @MaxLength(254, { message: 'Enter a shorter email address' })
  email!: string;

  @ApiProperty({ type: String, required: false, maxLength: 120 })
  @IsOptional()
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the job as text' })
  @MaxLength(120, { message: 'Job must be 120 characters or fewer' })
  jobTitle?: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Select an agency' })
  agencyId!: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  @AsList()
  @ArrayNotEmpty({ message: 'Select at least one role' })
  @IsIn(ROLES, roleRule)
  roles!: Role[];
}

class Reasoned {
  @ApiProperty({ maxLength: 500, description: 'Why; kept with the change' })
  @Trimmed()
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

/** What the API asks; a page sends the version it showed as well, where the API has If-Match. */
export class RolesChangeForm extends Reasoned {
  @ApiProperty({ enum: ROLES, isArray: true })
  @AsList()
  @ArrayNotEmpty({ message: 'Select at least one role' })
  @IsIn(ROLES, roleRule)
  roles!: Role[];
}

export class AgencyChangeForm extends Reasoned {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Select an agency' })
  agencyId!: string;
}

export class StatusChangeForm extends Reasoned {}

export class FactorResetForm extends Reasoned {}

const versionRule = { message: 'Open this page again and make your change there' };

export class RolesForm extends RolesChangeForm {
  @Matches(/^\d{1,9}$/, versionRule)
  version!: string;
}

export class AgencyForm extends AgencyChangeForm {
  @Matches(/^\d{1,9}$/, versionRule)
  version!: string;
}

export class StatusForm extends StatusChangeForm {
  @Matches(/^\d{1,9}$/, versionRule)
  version!: string;
}

export class LinkForm {
  @ApiProperty({ enum: ['invitation', 'password_reset'] })
  @IsIn(['invitation', 'password_reset'], { message: 'Select what to send' })
  kind!: 'invitation' | 'password_reset';
}
