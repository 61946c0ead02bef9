import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsEmail, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { type Role, ROLES } from '../../platform/access';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';

/** One ticked box comes as a word, several as a list, none not at all. */
const AsList = () =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

const roleRule = { each: true, message: 'Choose the roles from the list' };

export class InviteForm {
  @Trimmed()
  @IsString({ message: 'Enter the person’s name' })
  @Matches(/\S/, { message: 'Enter the person’s name' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  displayName!: string;

  @Trimmed()
  @IsEmail({}, { message: 'Enter an email address, like name@example.com' })
  @MaxLength(254, { message: 'Enter a shorter email address' })
  email!: string;

  @IsOptional()
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Enter the job as text' })
  @MaxLength(120, { message: 'Job must be 120 characters or fewer' })
  jobTitle?: string;

  @IsUUID('all', { message: 'Choose an agency' })
  agencyId!: string;

  @AsList()
  @ArrayNotEmpty({ message: 'Choose at least one role' })
  @IsIn(ROLES, roleRule)
  roles!: Role[];
}

class Reasoned {
  @Matches(/^\d{1,9}$/, { message: 'Open this page again and make your change there' })
  version!: string;

  @Trimmed()
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

export class RolesForm extends Reasoned {
  @AsList()
  @ArrayNotEmpty({ message: 'Choose at least one role' })
  @IsIn(ROLES, roleRule)
  roles!: Role[];
}

export class AgencyForm extends Reasoned {
  @IsUUID('all', { message: 'Choose an agency' })
  agencyId!: string;
}

export class StatusForm extends Reasoned {}

export class LinkForm {
  @IsIn(['invitation', 'password_reset'], { message: 'Choose what to send' })
  kind!: 'invitation' | 'password_reset';
}
