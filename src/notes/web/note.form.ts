import { IsIn, IsString, Matches, MaxLength, Validate } from 'class-validator';
import { VisibilityForm } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { NOTE_BASES, type NoteBasis } from '../note.entity';

export class NoteForm extends VisibilityForm {
  @Validate(IsRealDay, { message: 'Enter the day it happened' })
  happenedOn!: Day;

  @IsIn(NOTE_BASES, { message: 'Select whether this is fact, opinion, allegation or intelligence' })
  basis!: NoteBasis;

  @Trimmed()
  @IsString({ message: 'Enter the note' })
  @Matches(/\S/, { message: 'Enter the note' })
  @MaxLength(10_000, { message: 'Note must be 10,000 characters or fewer' })
  text!: string;
}
