import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { VisibilityForm } from '../../notes';
import { ENTRY_SECTIONS, type EntrySection, VOICE_ANSWERS, type VoiceAnswer } from '../domain/plan-vocabulary';
import { RequiredText } from './text';

export class EntryForm extends VisibilityForm {
  @ApiProperty({ enum: ENTRY_SECTIONS })
  @IsIn(ENTRY_SECTIONS, { message: 'Select a section of the plan' })
  section!: EntrySection;

  @RequiredText('Enter the text', 'Text', 10_000)
  text!: string;

  @ApiProperty({ enum: VOICE_ANSWERS, nullable: true, required: false })
  @IsOptional()
  @IsIn(VOICE_ANSWERS, { message: 'Select whether the person agrees with the plan' })
  voiceAnswer: VoiceAnswer | null = null;
}
