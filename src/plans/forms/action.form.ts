import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID, Validate } from 'class-validator';
import { ACTION_KINDS, type ActionKind } from '../../actions';
import { VisibilityForm } from '../../notes';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull } from '../../web/forms/text-fields';
import { ShownToFamily } from './shown-to-family';
import { Listed, RequiredText } from './text';

export class PlanActionForm extends VisibilityForm {
  @RequiredText('Enter what will be done', 'Action', 2000)
  description!: string;

  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, { message: 'Select what the action is for' })
  kind!: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Select who will do it' })
  ownerId!: string;

  @ApiProperty({ type: String, format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the date it is due' })
  dueOn!: Day;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select a goal of this plan' })
  goalId: string | null = null;

  @ApiProperty({ type: [String], required: false, description: 'Ids of the active needs and risks it answers' })
  @Listed()
  @IsOptional()
  @IsArray({ message: 'Select needs and risks from the list' })
  @ArrayMaxSize(50, { message: 'Select 50 needs and risks or fewer' })
  @IsUUID('all', { each: true, message: 'Select needs and risks from the list' })
  answers: string[] = [];

  @ShownToFamily('no for disrupt, enforce and what the police do, yes for the rest')
  shownToFamily: boolean | null = null;
}
