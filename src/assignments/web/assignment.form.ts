import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { ASSIGNMENT_KINDS, type AssignmentKind } from '../assignment-words';

const AGAIN = { message: 'Open this page again and make your change there' };

export class AssignForm {
  @IsIn(ASSIGNMENT_KINDS, { message: 'Select what they are named as' })
  kind!: AssignmentKind;

  @IsUUID(undefined, { message: 'Select a person' })
  userId!: string;

  /** Who the page said is lead professional and plan owner, so that nobody replaces somebody they have not seen. */
  @BlankIsNull() @IsOptional() @IsUUID(undefined, AGAIN) seenLeadId?: string | null;
  @BlankIsNull() @IsOptional() @IsUUID(undefined, AGAIN) seenOwnerId?: string | null;
}

export class EndAssignmentForm {
  @Trimmed()
  @IsString({ message: 'Enter why their part ends' })
  @Matches(/\S/, { message: 'Enter why their part ends' })
  @MaxLength(1000, { message: 'Reason must be 1,000 characters or fewer' })
  reason!: string;

  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}
