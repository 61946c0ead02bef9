import { ApiProperty } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';
import { VisibilityForm } from '../../notes';
import { ENTRY_SECTIONS, type EntrySection, VOICE_ANSWERS, type VoiceAnswer } from '../domain/plan-vocabulary';
import { SECTION_WORDS } from '../domain/plan-words';
import { RequiredText } from './text';

export class EntryForm extends VisibilityForm {
  @ApiProperty({ enum: ENTRY_SECTIONS })
  @IsIn(ENTRY_SECTIONS, { message: 'Select a section of the plan' })
  section!: EntrySection;

  @RequiredText((form) => `Enter text under ‘${headingOf(form)}’`, (form) => `‘${headingOf(form)}’`, 10_000)
  text!: string;

  @ApiProperty({ enum: VOICE_ANSWERS, nullable: true, required: false })
  // Asked of what the person says: both answers are missed at once, and not one after the other.
  @ValidateIf(({ section, voiceAnswer }: EntryForm) => section === 'voice' || (voiceAnswer ?? null) !== null)
  @IsIn(VOICE_ANSWERS, { message: 'Select whether the person agrees with the plan' })
  voiceAnswer: VoiceAnswer | null = null;
}

/** What the page calls the section, so that the error says which text is missing. */
const headingOf = (form: object): string =>
  form instanceof EntryForm ? (SECTION_WORDS[form.section] ?? 'New entry') : 'New entry';
