import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Validate } from 'class-validator';
import { VisibilityForm } from '../../notes';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull } from '../../web/forms/text-fields';
import { GOAL_STATUSES, type GoalStatus } from '../domain/plan-vocabulary';
import { OptionalText, RequiredText } from './text';

export class GoalForm extends VisibilityForm {
  @RequiredText('Enter what the person wants, in their own words', 'The person’s words', 2000)
  wordsOfThePerson!: string;

  @RequiredText('Enter what you will work towards', 'What you will work towards', 2000)
  practitionerWording!: string;

  @OptionalText('How you will know', 2000)
  measure: string = '';

  @OptionalText('How it stands today', 2000)
  baseline: string = '';

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'Target date must be a real date, for example 27 3 2027' })
  targetOn: Day | null = null;
}

export class GoalStatusForm {
  @ApiProperty({ enum: GOAL_STATUSES })
  @IsIn(GOAL_STATUSES, { message: 'Select how the goal stands' })
  status!: GoalStatus;
}
