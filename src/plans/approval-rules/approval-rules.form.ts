import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsString, Matches, MaxLength, Validate } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';

export class ApprovalRulesForm {
  /** No box ticked is an answer: a manager's word is the last in every tier. */
  @Transform(({ value }: { value: unknown }) => {
    const sent: unknown[] = Array.isArray(value) ? value : [value];
    return sent.filter((one) => one !== undefined && one !== '');
  })
  @IsArray({ message: 'Select tiers from the list' })
  @IsIn(TIERS, { each: true, message: 'Select tiers from the list' })
  tiers: Tier[] = [];

  @Validate(IsRealDay, { message: 'Enter the day it was decided' })
  decidedOn!: Day;

  @Trimmed()
  @IsString({ message: 'Enter who agreed, and why' })
  @Matches(/\S/, { message: 'Enter who agreed, and why' })
  @MaxLength(4000, { message: 'Who agreed, and why, must be 4,000 characters or fewer' })
  reason!: string;

  @Matches(/^\d{1,9}$/, { message: 'Open this page again and make your change there' })
  seenNumber!: string;
}
