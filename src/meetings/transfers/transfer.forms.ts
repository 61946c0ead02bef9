import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { TRANSFER_KINDS, type TransferKind } from './transfer-words';

/** What page and API ask alike. */
export class TransferForm {
  @IsIn(TRANSFER_KINDS, { message: 'Select what kind of transfer it is' })
  kind!: TransferKind;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The authority must be text' })
  @MaxLength(200, { message: 'The authority must be 200 characters or fewer' })
  otherAuthority?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Select who would lead' })
  newLeadId?: string | null;

  @Trimmed()
  @IsString({ message: 'Enter why' })
  @Matches(/\S/, { message: 'Enter why' })
  @MaxLength(2_000, { message: 'Why must be 2,000 characters or fewer' })
  why!: string;
}
