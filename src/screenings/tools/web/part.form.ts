import { Transform } from 'class-transformer';
import { ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../../web/forms/text-fields';
import {
  axes,
  type Axis,
  type AnswerKind,
  answerKinds,
  exploitationBands,
  violenceBands,
} from '../../domain/tool-definition';

/** One checkbox comes as a text, several as a list, none as nothing or as a blank. */
const AsList = () =>
  Transform(({ value }: { value: unknown }) => {
    const sent: unknown[] = Array.isArray(value) ? value : [value];
    return sent.filter((one) => one !== undefined && one !== '');
  });

const WHOLE_NUMBER = /^\d{1,4}$/;

class CodedForm {
  @Trimmed()
  @IsOptional()
  @Matches(/^[a-z][a-z0-9_]{0,59}$/, {
    message: 'Code must be lower-case letters, digits and underscores, and start with a letter',
  })
  code?: string;
}

export class AboutForm {
  @Trimmed()
  @IsString({ message: 'Enter the name of the tool' })
  @Matches(/\S/, { message: 'Enter the name of the tool' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  title!: string;

  @Trimmed()
  @IsString({ message: 'Enter what the tool is for' })
  @Matches(/\S/, { message: 'Enter what the tool is for' })
  @MaxLength(1000, { message: 'What the tool is for must be 1,000 characters or fewer' })
  purpose!: string;

  @IsIn(['0', '0.5', '1'], { message: 'Select what ‘possible’ is worth' })
  possibleShare!: string;
}

export class DomainForm extends CodedForm {
  @Trimmed()
  @IsString({ message: 'Enter the title of this part' })
  @Matches(/\S/, { message: 'Enter the title of this part' })
  @MaxLength(120, { message: 'Title must be 120 characters or fewer' })
  title!: string;
}

export class StrengthPartForm extends CodedForm {
  @Trimmed()
  @IsString({ message: 'Enter the strength' })
  @Matches(/\S/, { message: 'Enter the strength' })
  @MaxLength(300, { message: 'The strength must be 300 characters or fewer' })
  text!: string;

  @Trimmed()
  @IsString({ message: 'Help must be text' })
  @MaxLength(1000, { message: 'Help must be 1,000 characters or fewer' })
  help!: string;
}

export class QuestionPartForm extends CodedForm {
  @IsString({ message: 'Select the part of the form' })
  @Matches(/\S/, { message: 'Select the part of the form' })
  domainId!: string;

  @Trimmed()
  @IsString({ message: 'Enter the question' })
  @Matches(/\S/, { message: 'Enter the question' })
  @MaxLength(300, { message: 'The question must be 300 characters or fewer' })
  text!: string;

  @Trimmed()
  @IsString({ message: 'Help must be text' })
  @MaxLength(1000, { message: 'Help must be 1,000 characters or fewer' })
  help!: string;

  @IsIn(answerKinds, { message: 'Select how it is answered' })
  answers!: AnswerKind;

  @AsList()
  @IsArray({ message: 'Select what it counts towards' })
  @ArrayNotEmpty({ message: 'Select what it counts towards' })
  @IsIn(axes, { each: true, message: 'Select what it counts towards' })
  axes!: Axis[];

  @Trimmed()
  @Matches(WHOLE_NUMBER, { message: 'Points must be a whole number' })
  weight!: string;

  @BlankIsNull()
  @IsOptional()
  @Matches(WHOLE_NUMBER, { message: 'Months must be a whole number' })
  recencyMonths?: string | null;

  @BlankIsNull()
  @IsOptional()
  @Matches(WHOLE_NUMBER, { message: 'Points when it is older must be a whole number' })
  olderWeight?: string | null;

  @AsList()
  @IsArray({ message: 'Select from the list' })
  @IsIn(['isHighIndicator', 'needsEvidence'], { each: true, message: 'Select from the list' })
  more!: string[];

  @BlankIsNull()
  @IsOptional()
  @IsIn(exploitationBands, { message: 'Select a level of exploitation' })
  exploitationLevel?: (typeof exploitationBands)[number] | null;

  @BlankIsNull()
  @IsOptional()
  @IsIn(violenceBands, { message: 'Select a level of violence' })
  violenceLevel?: (typeof violenceBands)[number] | null;
}

export class TriggerForm extends CodedForm {
  @IsIn(
    [...exploitationBands.map((band) => `exploitation.${band}`), ...violenceBands.map((band) => `violence.${band}`)],
    {
      message: 'Select the band it gives at least',
    },
  )
  gives!: string;

  @IsIn(['high_indicators', 'listed'], { message: 'Select which questions set it off' })
  which!: 'high_indicators' | 'listed';

  @Trimmed()
  @IsString({ message: 'Codes must be text' })
  @MaxLength(4000, { message: 'Codes must be 4,000 characters or fewer' })
  questions!: string;

  @BlankIsNull()
  @IsOptional()
  @Matches(WHOLE_NUMBER, { message: 'Age must be a whole number' })
  ageAtMost?: string | null;
}
