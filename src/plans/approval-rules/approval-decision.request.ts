import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsIn, IsString, Matches, MaxLength, Validate } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';

export class ApprovalDecisionRequest {
  @ApiProperty({
    enum: TIERS,
    isArray: true,
    description: 'All tiers whose plans the panel approves from now on; an empty list leaves them all to a manager',
  })
  @IsArray({ message: 'Select tiers from the list' })
  @IsIn(TIERS, { each: true, message: 'Select tiers from the list' })
  tiers!: Tier[];

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day it was decided' })
  decidedOn!: Day;

  @ApiProperty({ maxLength: 4000, description: 'Who agreed, and why. No names of people at risk' })
  @Trimmed()
  @IsString({ message: 'Enter who agreed, and why' })
  @Matches(/\S/, { message: 'Enter who agreed, and why' })
  @MaxLength(4000, { message: 'Who agreed, and why, must be 4,000 characters or fewer' })
  reason!: string;
}
