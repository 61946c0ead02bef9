import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { VersionForm } from '../web/version.form';
import { ATTENDANCE_STATUSES, type AttendanceStatus } from '../domain/quorum';
import { ACTION_ANSWERS, type ActionAnswer } from './answer-action';

export class AnswerForm extends VersionForm {
  @IsIn(ACTION_ANSWERS, { message: 'Select what became of the action' })
  answer!: ActionAnswer;

  @Trimmed()
  @IsString({ message: 'Enter what happened' })
  @Matches(/\S/, { message: 'Enter what happened' })
  @MaxLength(1_000, { message: 'What happened must be 1,000 characters or fewer' })
  words!: string;
}

export class AttendanceCorrectionForm {
  @IsUUID(undefined, { message: 'Select whose attendance is corrected' })
  userId!: string;

  @IsIn(ATTENDANCE_STATUSES, { message: 'Select what is right' })
  status!: AttendanceStatus;

  @Trimmed()
  @IsString({ message: 'Enter why it is corrected' })
  @Matches(/\S/, { message: 'Enter why it is corrected' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

export class CorrectionForm {
  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Select a case from the list' })
  itemId?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsUUID(undefined, { message: 'Open the page again' })
  correctsId?: string | null;

  @Trimmed()
  @IsString({ message: 'Enter the correction' })
  @Matches(/\S/, { message: 'Enter the correction' })
  @MaxLength(5_000, { message: 'The correction must be 5,000 characters or fewer' })
  text!: string;
}
