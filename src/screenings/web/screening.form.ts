import { IsIn, IsOptional, IsString, IsUUID, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import {
  type Answer,
  answers,
  exploitationBands,
  NOT_ENOUGH_KNOWN,
  strengthAnswers,
  violenceBands,
} from '../domain/tool-definition';

/** The radio that takes the answers' band, whatever it turns out to be. */
export const AS_ANSWERED = 'as_answered';

/** What stands around the questions of a screening form. */
export class ScreeningForm {
  @IsUUID('all', { message: 'Open the form again: we cannot tell which version of the tool it was' })
  toolVersionId!: string;

  @Validate(IsRealDay, {
    message: ({ value }) =>
      value === undefined ? 'Enter the day of the screening' : 'The day of the screening must be a real date',
  })
  screenedOn!: Day;

  @IsIn([AS_ANSWERED, ...exploitationBands, NOT_ENOUGH_KNOWN], { message: 'Select your judgement of exploitation' })
  judgedExploitationBand!: ExploitationJudgement | typeof AS_ANSWERED;

  @IsIn([AS_ANSWERED, ...violenceBands, NOT_ENOUGH_KNOWN], { message: 'Select your judgement of violence' })
  judgedViolenceBand!: ViolenceJudgement | typeof AS_ANSWERED;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Your reason must be text' })
  @MaxLength(2000, { message: 'Your reason must be 2,000 characters or fewer' })
  judgementReason?: string | null;
}

/** One question of the form. */
export class QuestionForm {
  @IsOptional()
  @IsIn(answers, { message: 'Select yes, no, possible or not known' })
  answer?: Answer;

  @Trimmed()
  @IsOptional()
  @IsString({ message: 'What this is based on must be text' })
  @MaxLength(2000, { message: 'What this is based on must be 2,000 characters or fewer' })
  evidence?: string;

  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it last happened must be a real date' })
  lastHappenedOn?: Day;
}

/** One protective factor of the form. */
export class StrengthForm {
  @IsOptional()
  @IsIn(strengthAnswers, { message: 'Select yes, no, possible or not known' })
  answer?: Answer;

  @Trimmed()
  @IsOptional()
  @IsString({ message: 'Your note must be text' })
  @MaxLength(1000, { message: 'Your note must be 1,000 characters or fewer' })
  note?: string;
}
