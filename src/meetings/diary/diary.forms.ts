import { IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { PlanMeetingForm } from '../web/plan-meeting.form';
import { Transform } from 'class-transformer';
import { IsInt, Min } from 'class-validator';

export class CancelForm {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  version!: number;

  @Trimmed()
  @IsString({ message: 'Enter why it is cancelled' })
  @Matches(/\S/, { message: 'Enter why it is cancelled' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

/** On the page it stands beside the form that moves, so its box has a name of its own. */
export class CancelPageForm {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  version!: number;

  @Trimmed()
  @IsString({ message: 'Enter why it is cancelled' })
  @Matches(/\S/, { message: 'Enter why it is cancelled' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  cancelReason!: string;
}

export class MoveMeetingForm extends PlanMeetingForm {
  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt({ message: 'Open the page again' })
  @Min(1, { message: 'Open the page again' })
  version!: number;

  @Trimmed()
  @IsString({ message: 'Enter why it is moved' })
  @Matches(/\S/, { message: 'Enter why it is moved' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}
