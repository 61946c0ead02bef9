import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Validate, ValidateIf } from 'class-validator';
import { VisibilityForm } from '../../notes';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull } from '../../web/forms/text-fields';
import { ENTRY_SECTIONS, type EntrySection, VOICE_ANSWERS, type VoiceAnswer } from '../domain/plan-vocabulary';
import { SECTION_WORDS } from '../domain/plan-words';
import { OptionalText, RequiredText } from './text';

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

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false, description: 'Left out: today' })
  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day they were asked must be a real date' })
  askedOn: Day | null = null;

  @OptionalText('Who asked', 200)
  askedBy: string = '';
}

/** What the page calls the section, so that the error says which text is missing. */
const headingOf = (form: object): string =>
  form instanceof EntryForm ? (SECTION_WORDS[form.section] ?? 'New entry') : 'New entry';
