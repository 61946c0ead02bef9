import { Transform } from 'class-transformer';
import { IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';

const MONTHS = /^([1-9]|1\d|2[0-4])$/;
const VALIDATION = /^([1-9]|1[0-2])$/;
/** A number from 1 to 3,660, or blank. */
export const WITHIN_DAYS = /^ *([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-5]\d|3660)? *$/;
export const MOST_OF_A_CRITERION = 500;
/** A field that the page repeats: one alone comes as it is. */
const AsList = () => Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()));
const AGAIN = { message: 'Open this page again and make your change there' };

export class DraftMethodForm {
  @Trimmed()
  @IsString({ message: 'Enter how people are found' })
  @Matches(/\S/, { message: 'Enter how people are found' })
  @MaxLength(8000, { message: 'How people are found must be 8,000 characters or fewer' })
  description!: string;

  @AsList()
  @IsString({ each: true, message: 'Enter each criterion as text' })
  @MaxLength(MOST_OF_A_CRITERION, { each: true, message: 'Each criterion must be 500 characters or fewer' })
  criteria!: string[];

  /** Beside each criterion; blank: evidence of any day shows it. */
  @AsList()
  @Matches(WITHIN_DAYS, { each: true, message: 'Within how many days must be a number from 1 to 3,660, or blank' })
  withinDays!: string[];

  @Trimmed()
  @Matches(MONTHS, { message: 'How often must be a number of months from 1 to 24' })
  cycleMonths!: string;

  @Trimmed()
  @Matches(VALIDATION, { message: 'How long a decision stands must be a number of months from 1 to 12' })
  validationMonths!: string;

  @IsUUID(undefined, { message: 'Select who owns the method' })
  ownerId!: string;

  /** Blank where there was no draft when the page was opened. */
  @Matches(/^\d{0,9}$/, AGAIN)
  draftVersion!: string;
}

export class PutInForceForm {
  @Validate(IsRealDay, { message: 'Enter the day it comes into force' })
  inForceFrom!: Day;

  @Trimmed()
  @IsString({ message: 'Enter who agreed, and why' })
  @Matches(/\S/, { message: 'Enter who agreed, and why' })
  @MaxLength(4000, { message: 'Who agreed must be 4,000 characters or fewer' })
  decision!: string;

  @IsUUID(undefined, AGAIN) methodId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}

export class RecordCycleForm {
  @Validate(IsRealDay, { message: 'Enter the day' })
  heldOn!: Day;

  @Trimmed()
  @IsString({ message: 'Enter what was gone through' })
  @Matches(/\S/, { message: 'Enter what was gone through' })
  @MaxLength(4000, { message: 'What was gone through must be 4,000 characters or fewer' })
  summary!: string;
}
