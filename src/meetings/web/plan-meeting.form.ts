import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';

/** "9:30", "9.30" and "09:30" are the same time. */
const Padded = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .trim()
          .replace(/^(\d{1,2})\.(?=\d)/, '$1:')
          .replace(/^(\d):/, '0$1:')
      : value,
  );

/** Nothing chosen is the panel the actor sits on, where there is one alone. */
const BlankIsUndefined = () => Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

export class PlanMeetingForm {
  @Validate(IsRealDay, { message: 'Enter the date of the meeting' })
  heldOn!: Day;

  @Padded()
  @IsString({ message: 'Enter the start time' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, {
    message: 'Start time must be a time on the 24-hour clock, for example 10:00',
  })
  startsAt!: string;

  @Trimmed()
  @IsString({ message: 'Enter the place' })
  @Matches(/\S/, { message: 'Enter the place' })
  @MaxLength(200, { message: 'Place must be 200 characters or fewer' })
  place!: string;

  /** Confirms a day on which nobody works. */
  @Transform(({ value }: { value: unknown }) => value === true || value === 'yes')
  @IsOptional()
  onRestDay?: boolean;

  @BlankIsUndefined()
  @IsOptional()
  @IsUUID(undefined, { message: 'Select a panel' })
  panelId?: string;
}
