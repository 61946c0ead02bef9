import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Validate,
  ValidateNested,
} from 'class-validator';
import { ACTION_ENDS, ACTION_KINDS, type ActionKind, type ActionStatus } from '../actions';
import { VisibilityForm } from '../notes';
import type { Day } from '../shared/day';
import { IsRealDay } from '../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../web/forms/text-fields';
import { VOICE_ANSWERS as PERSON_VIEW_ANSWERS, type VoiceAnswer as PersonViewAnswer } from '../plans';
import { REVIEW_DECISIONS, type ReviewDecision } from './domain/review-decision';
import { type Tier, tiers } from './domain/review-rules';

export const MOST_ATTENDEES = 30;
export const MOST_ACTIONS = 20;
const MOST_ANSWERS = 200;
const LONG = 10_000;
/** How an action ended, or `open`: it goes on. */
export const ACTION_ANSWERS: readonly ActionStatus[] = [...ACTION_ENDS, 'open'];

/** Words that may be left out. */
const OptionalWords = (label: string, most = LONG, description?: string) =>
  applyDecorators(
    ApiProperty({ required: false, description }),
    Trimmed(),
    IsOptional(),
    IsString({ message: `${label} must be text` }),
    MaxLength(most, { message: `${label} must be ${most.toLocaleString('en-GB')} characters or fewer` }),
  );

/** Left blank and not a date are two different mistakes. */
const dayMessage =
  (missing: string, label: string) =>
  ({ value }: { value: unknown }): string =>
    value === undefined || value === '' ? missing : `${label} must be a real date, for example 27 3 2026`;

export class AttendeeForm {
  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter the name of this person' })
  @Matches(/\S/, { message: 'Enter the name of this person' })
  @MaxLength(200, { message: 'Name must be 200 characters or fewer' })
  name!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select an agency from the list' })
  agencyId?: string | null;

  @ApiProperty({ required: false })
  @Trimmed()
  @IsOptional()
  @IsString({ message: 'Role must be text' })
  @MaxLength(200, { message: 'Role must be 200 characters or fewer' })
  role?: string;

  @ApiProperty()
  @IsBoolean({ message: 'Select whether this person came' })
  attended!: boolean;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean({ message: 'Select whether a report was received' })
  reportReceived?: boolean;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Contribution must be text' })
  @MaxLength(2000, { message: 'Contribution must be 2,000 characters or fewer' })
  contribution: string = '';
}

export class ReviewActionForm extends VisibilityForm {
  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter what will be done' })
  @Matches(/\S/, { message: 'Enter what will be done' })
  @MaxLength(2000, { message: 'Action must be 2,000 characters or fewer' })
  description!: string;

  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, { message: 'Select what the action is for' })
  kind!: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Select who will do it' })
  ownerId!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: dayMessage('Enter the date it must be done by', 'Date to be done by') })
  dueOn!: Day;
}

export class ActionAnswerForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Action must be an id' })
  actionId!: string;

  @ApiProperty({ description: 'The version of the action that was seen.' })
  @IsInt({ message: 'Version must be a whole number' })
  version!: number;

  @ApiProperty({ enum: ACTION_ANSWERS })
  @IsIn(ACTION_ANSWERS, { message: 'Select what became of this action' })
  status!: ActionStatus;

  @ApiProperty({ required: false, description: 'Needed unless it goes on.' })
  @Trimmed()
  @IsString({ message: 'What happened must be text' })
  @MaxLength(2000, { message: 'What happened must be 2,000 characters or fewer' })
  outcome: string = '';
}

/** The answers of a review, from the page or the API. What the case's facts say about them is the verb's to judge. */
export class RecordReviewForm {
  @ApiProperty({ format: 'uuid', required: false })
  @IsOptional()
  @IsUUID('all', { message: 'Schedule must be an id' })
  scheduleId?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt({ message: 'Version must be a whole number' })
  scheduleVersion?: number;

  @ApiProperty({ enum: PERSON_VIEW_ANSWERS })
  @IsIn(PERSON_VIEW_ANSWERS, { message: 'Select what the person thinks of the plan' })
  personViewAnswer!: PersonViewAnswer;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter what the person says' })
  @Matches(/\S/, { message: 'Enter what the person says, or why you could not ask' })
  @MaxLength(LONG, { message: 'What the person says must be 10,000 characters or fewer' })
  personView!: string;

  @OptionalWords('What the parent or carer says')
  carerView?: string;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter what the agencies said' })
  @Matches(/\S/, { message: 'Enter what the agencies said' })
  @MaxLength(LONG, { message: 'What the agencies said must be 10,000 characters or fewer' })
  summary!: string;

  @OptionalWords('What changed in needs')
  changeInNeeds?: string;

  @OptionalWords('What changed in risks')
  changeInRisks?: string;

  @OptionalWords('What changed in the bands')
  changeInBands?: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: dayMessage('Enter the date of the review', 'Date of the review') })
  heldOn!: Day;

  @OptionalWords(
    'Why it is held early',
    2000,
    'Needed of a day before the review can be held: windowFrom of its schedule.',
  )
  earlyReason?: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @IsUUID('all', { message: 'Select who held the review from the list' })
  heldById?: string | null;

  @ApiProperty({ type: [AttendeeForm] })
  @IsArray({ message: 'Attendees must be a list' })
  @ArrayMaxSize(MOST_ATTENDEES, { message: `Enter ${MOST_ATTENDEES} people or fewer` })
  @ValidateNested({ each: true })
  @Type(() => AttendeeForm)
  attendees!: AttendeeForm[];

  @ApiProperty({ enum: REVIEW_DECISIONS })
  @IsIn(REVIEW_DECISIONS, { message: 'Select what was decided' })
  decision!: ReviewDecision;

  @ApiProperty({ enum: tiers, nullable: true, required: false })
  @IsOptional()
  @IsIn(tiers, { message: 'Select the new tier' })
  newTier?: Tier | null;

  @ApiProperty()
  @Trimmed()
  @IsString({ message: 'Enter the reasons for the decision' })
  @Matches(/\S/, { message: 'Enter the reasons for the decision' })
  @MaxLength(LONG, { message: 'Reasons must be 10,000 characters or fewer' })
  rationale!: string;

  @OptionalWords('Disagreement')
  dissent?: string;

  @OptionalWords('Who will tell the person', 200)
  tellsPerson?: string;

  @OptionalWords('Who will tell the referrer', 200)
  tellsReferrer?: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    required: false,
    description: 'Sooner than the rule says.',
  })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of the next review must be a real date, for example 27 3 2026' })
  nextDueOn?: Day | null;

  @ApiProperty({ type: [ReviewActionForm], required: false })
  @IsOptional()
  @IsArray({ message: 'Actions must be a list' })
  @ArrayMaxSize(MOST_ACTIONS, { message: `Enter ${MOST_ACTIONS} actions or fewer` })
  @ValidateNested({ each: true })
  @Type(() => ReviewActionForm)
  actions?: ReviewActionForm[];

  @ApiProperty({ type: [ActionAnswerForm], required: false })
  @IsOptional()
  @IsArray({ message: 'Answers about actions must be a list' })
  @ArrayMaxSize(MOST_ANSWERS, { message: `Answer ${MOST_ANSWERS} actions or fewer` })
  @ValidateNested({ each: true })
  @Type(() => ActionAnswerForm)
  actionAnswers?: ActionAnswerForm[];
}
