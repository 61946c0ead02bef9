import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

export class AddItemForm {
  @Trimmed()
  @IsString({ message: 'Enter a reference' })
  @Matches(/\S/, { message: 'Enter a reference, for example TC-2026-0042' })
  @MaxLength(40, { message: 'A reference looks like TC-2026-0042' })
  reference!: string;
}
