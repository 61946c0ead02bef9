import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { FamilyName, GivenName } from '../../web/forms/name-fields';
import { Trimmed } from '../../web/forms/text-fields';
import { TRIAGE_DECISIONS, type TriageDecision } from '../domain/triage';
import { REFERRAL_KINDS, type ReferralKind, TOLD_ANSWERS, type ToldAnswer } from '../referral-words';

const KNOWN = { message: 'Give true, false, or null for not known' };
const LONG = 5_000;

export class MakeReferralRequest {
  @GivenName()
  givenName!: string;

  @FamilyName()
  familyName!: string;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    nullable: true,
    description:
      'Somebody on record whom you see, or null for none of those. Left out: 422 where you see a record or a referral that may be about the same person',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId?: string | null;

  @ApiProperty({ type: String, format: 'uuid', required: false, description: 'Left out where there is one panel' })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of a panel' })
  panelId?: string;

  @ApiProperty({ enum: REFERRAL_KINDS, description: 'reactive: something happened, on a day' })
  @IsIn(REFERRAL_KINDS, { message: 'Say whether something happened' })
  kind!: ReferralKind;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, description: 'Needed with reactive' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it happened must be a real date' })
  happenedOn?: Day | null;

  @ApiProperty({ maxLength: LONG })
  @Trimmed()
  @IsString({ message: 'Enter why you refer them' })
  @Matches(/\S/, { message: 'Enter why you refer them' })
  @MaxLength(LONG, { message: 'Why you refer them must be 5,000 characters or fewer' })
  reason!: string;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' })
  @IsIn([true, false, null], KNOWN)
  isExperiencing!: boolean | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' })
  @IsIn([true, false, null], KNOWN)
  isPerpetrating!: boolean | null;

  @ApiProperty({ enum: TOLD_ANSWERS, description: 'Whether the person or family knows of the referral' })
  @IsIn(TOLD_ANSWERS, { message: 'Say whether they know of the referral' })
  isTold!: ToldAnswer;

  @ApiProperty({ type: String, required: false, nullable: true, maxLength: 200, description: 'Whose worry it is' })
  @IsOptional()
  @IsString({ message: 'Whose worry it is must be text' })
  @MaxLength(200, { message: 'Whose worry it is must be 200 characters or fewer' })
  onBehalfOf?: string | null;
}

export class TriageRequest {
  @ApiProperty({ enum: TRIAGE_DECISIONS })
  @IsIn(TRIAGE_DECISIONS, { message: 'Select a decision' })
  decision!: TriageDecision;

  @ApiProperty({ maxLength: LONG, description: 'For the panel alone' })
  @Trimmed()
  @IsString({ message: 'Enter the reasons for the decision' })
  @Matches(/\S/, { message: 'Enter the reasons for the decision' })
  @MaxLength(LONG, { message: 'Reasons must be 5,000 characters or fewer' })
  reason!: string;

  @ApiProperty({ maxLength: LONG, description: 'What the referrer is told' })
  @Trimmed()
  @IsString({ message: 'Enter what the referrer is told' })
  @Matches(/\S/, { message: 'Enter what the referrer is told' })
  @MaxLength(LONG, { message: 'What the referrer is told must be 5,000 characters or fewer' })
  answer!: string;

  @ApiProperty({ type: String, required: false, nullable: true, description: 'Needed with redirect' })
  @IsOptional()
  @IsString({ message: 'The service must be text' })
  @MaxLength(200, { message: 'The service must be 200 characters or fewer' })
  redirectedTo?: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    nullable: true,
    description:
      'With accept: somebody on record, or null for a new record. Left out: 422 where you see somebody it may be',
  })
  @IsOptional()
  @IsUUID(undefined, { message: 'Give the id of an individual' })
  individualId?: string | null;
}

export class AddEntryRequest {
  @ApiProperty({ maxLength: LONG })
  @Trimmed()
  @IsString({ message: 'Enter what you want to add' })
  @Matches(/\S/, { message: 'Enter what you want to add' })
  @MaxLength(LONG, { message: 'What you add must be 5,000 characters or fewer' })
  text!: string;
}

export class ListReferralsRequest {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString({ message: 'Start again from the first page of this list' })
  cursor?: string;
}
