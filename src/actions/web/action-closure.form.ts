import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { ACTION_ENDS, type ActionEnd } from '../action-words';

export class ActionClosureForm {
  @IsIn(ACTION_ENDS, { message: 'Select how the action ended' })
  status!: ActionEnd;

  @Trimmed()
  @IsString({ message: 'Enter what happened' })
  @Matches(/\S/, { message: 'Enter what happened' })
  @MaxLength(4000, { message: 'What happened must be 4,000 characters or fewer' })
  outcome!: string;

  @Matches(/^\d{1,9}$/, { message: 'Open this page again and make your change there' })
  version!: string;
}
