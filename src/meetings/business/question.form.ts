import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

/** What page and API ask alike. */
export class QuestionForm {
  @Trimmed()
  @IsString({ message: 'Enter the question for the panel' })
  @Matches(/\S/, { message: 'Enter the question for the panel' })
  @MaxLength(1_000, { message: 'The question must be 1,000 characters or fewer' })
  text!: string;
}
