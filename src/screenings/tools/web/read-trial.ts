import { IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator';
import { checked } from '../../../platform/http';
import type { Day } from '../../../shared/day';
import { type FieldProblem, Invalid } from '../../../shared/errors';
import { checkedWithDays } from '../../../web/forms/checked-with-days';
import { IsRealDay } from '../../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../../web/forms/text-fields';
import { checkAnswers } from '../../check-answers';
import type { ToolDefinition } from '../../domain/tool-definition';
import { collected, readAnswers } from '../../web/read-screening-form';
import type { Tried } from './present-trial';

class TrialForm {
  @Validate(IsRealDay, {
    message: ({ value }) =>
      value === undefined ? 'Enter the day of the screening' : 'The day of the screening must be a real date',
  })
  screenedOn!: Day;

  @BlankIsNull()
  @IsOptional()
  @Matches(/^\d{1,2}$/, { message: 'Age must be a whole number of years' })
  age?: string | null;
}

class TitleForm {
  @Trimmed()
  @IsString({ message: 'Enter a name to keep the example under' })
  @Matches(/\S/, { message: 'Enter a name to keep the example under' })
  @MaxLength(120, { message: 'Name must be 120 characters or fewer' })
  title!: string;
}

/** What was filled in to try a version out. @throws Invalid naming the boxes */
export function readTrial(definition: ToolDefinition, body: Record<string, unknown>): Tried {
  const { answers: typed, title: _title, step: _step, ...around } = body;
  const problems: FieldProblem[] = [];
  const form = collected(problems, '', () =>
    checkedWithDays(TrialForm, around, { screenedOn: 'The day of the screening' }),
  );
  const answers = readAnswers(typed, problems);
  if (form) problems.push(...checkAnswers(definition, { screenedOn: form.screenedOn, answers, isTrial: true }));
  if (!form || problems.length > 0) throw new Invalid(problems);
  return { screenedOn: form.screenedOn, age: form.age == null ? null : Number(form.age), answers };
}

export const titleOf = (body: Record<string, unknown>): string =>
  checked(TitleForm, { title: body['title'] ?? '' }).title;
