import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import { VisibilityForm } from '../../notes';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { Trimmed } from '../../web/forms/text-fields';
import { ACTION_ENDS, ACTION_KINDS, type ActionEnd, type ActionKind, MADE_IN, type MadeIn } from '../action-words';

export class AddActionRequest extends VisibilityForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId!: string;

  @ApiProperty({ enum: MADE_IN })
  @IsIn(MADE_IN, { message: 'Say whether it was made in a plan, a review or a meeting' })
  madeIn!: MadeIn;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of the plan, review or meeting' })
  madeInId!: string;

  @ApiProperty({ format: 'uuid', required: false, nullable: true, type: String })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of a goal' })
  goalId?: string | null;

  @ApiProperty({ maxLength: 2000 })
  @Trimmed()
  @IsString({ message: 'Enter the action' })
  @Matches(/\S/, { message: 'Enter the action' })
  @MaxLength(2000, { message: 'Action must be 2,000 characters or fewer' })
  description!: string;

  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, { message: 'Select what the action is for' })
  kind!: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'Give the id of the owner' })
  ownerId!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Due date must be a real date' })
  dueOn!: Day;
}

export class CloseActionRequest {
  @ApiProperty({ enum: ACTION_ENDS })
  @IsIn(ACTION_ENDS, { message: 'Select how the action ended' })
  status!: ActionEnd;

  @ApiProperty({ maxLength: 4000 })
  @Trimmed()
  @IsString({ message: 'Enter what happened' })
  @Matches(/\S/, { message: 'Enter what happened' })
  @MaxLength(4000, { message: 'What happened must be 4,000 characters or fewer' })
  outcome!: string;
}

export class ListActionsRequest {
  @ApiProperty({ format: 'uuid', required: false, description: 'The actions of one case; left out: your own' })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId?: string;

  @ApiProperty({
    enum: ['open', 'closed'],
    required: false,
    description: 'Of your own actions: open (default) or closed',
  })
  @IsOptional()
  @IsIn(['open', 'closed'], { message: 'Ask for open or closed' })
  view?: 'open' | 'closed';

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString({ message: 'Start again from the first page of this list' })
  cursor?: string;
}
