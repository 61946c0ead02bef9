import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';
import { ACTION_STANDINGS, type ActionStanding } from '../action-words';

const SHARE = 'How much is done must be a whole number from 0 to 100';

/** How an action goes; the same for the page and the API. */
export class ActionUpdateForm {
  @ApiProperty({ enum: ACTION_STANDINGS })
  @IsIn(ACTION_STANDINGS, { message: 'Select how the action goes' })
  standing!: ActionStanding;

  @ApiProperty({ type: Number, minimum: 0, maximum: 100, nullable: true, required: false })
  @Transform(({ value }: { value: unknown }) => shareOf(value))
  @IsOptional()
  @Min(0, { message: SHARE })
  @Max(100, { message: SHARE })
  @IsInt({ message: SHARE })
  percentComplete: number | null = null;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter how it goes' })
  @Matches(/\S/, { message: 'Enter how it goes' })
  @MaxLength(4000, { message: 'How it goes must be 4,000 characters or fewer' })
  text!: string;
}

/** A box left blank is no answer; "40" and "40%" are a number, anything else is refused as it stands. */
function shareOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const digits = value.trim().replace(/%$/, '').trim();
  if (digits === '') return null;
  return /^\d{1,3}$/.test(digits) ? Number(digits) : value;
}
