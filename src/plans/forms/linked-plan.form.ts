import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull } from '../../web/forms/text-fields';
import { LINKED_PLAN_KINDS, type LinkedPlanKind } from '../domain/plan-vocabulary';
import { OptionalText, RequiredText } from './text';

export class LinkedPlanForm {
  @ApiProperty({ enum: LINKED_PLAN_KINDS })
  @IsIn(LINKED_PLAN_KINDS, { message: 'Select what kind of plan it is' })
  kind!: LinkedPlanKind;

  @RequiredText('Enter who keeps it', 'Who keeps it', 200)
  heldBy!: string;

  @OptionalText('Reference', 200)
  reference: string = '';

  @OptionalText('Whom to ask', 500)
  contact: string = '';

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'Its next review must be a real date' })
  reviewOn: Day | null = null;
}
