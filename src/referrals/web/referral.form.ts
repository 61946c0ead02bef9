import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { FamilyName, GivenName } from '../../web/forms/name-fields';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { TRIAGE_DECISIONS, type TriageDecision } from '../domain/triage';
import { REFERRAL_KINDS, type ReferralKind, TOLD_ANSWERS, type ToldAnswer } from '../referral-words';

const LONG = 5_000;

/** A radio of yes, no and not known as true, false and null; anything else stays as it is, to be refused. */
const Known = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === 'not_known') return null;
    if (value === 'yes') return true;
    return value === 'no' ? false : value;
  });
const KNOWN = [true, false, null];

export class MakeReferralForm {
  @GivenName()
  givenName!: string;

  @FamilyName()
  familyName!: string;

  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day;

  @IsIn(REFERRAL_KINDS, { message: 'Select whether something happened' })
  kind!: ReferralKind;

  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it happened must be a real date' })
  happenedOn?: Day;

  @Trimmed()
  @IsString({ message: 'Enter why you refer them' })
  @Matches(/\S/, { message: 'Enter why you refer them' })
  @MaxLength(LONG, { message: 'Why you refer them must be 5,000 characters or fewer' })
  reason!: string;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of experiencing violence, or that it is not known' })
  isExperiencing!: boolean | null;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of perpetrating violence, or that it is not known' })
  isPerpetrating!: boolean | null;

  @IsIn(TOLD_ANSWERS, { message: 'Select whether they know of the referral' })
  isTold!: ToldAnswer;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Whose worry it is must be text' })
  @MaxLength(200, { message: 'Whose worry it is must be 200 characters or fewer' })
  onBehalfOf?: string | null;

  /** One of the records shown, or `none`. */
  @IsOptional()
  @Matches(/^(none|[0-9a-f-]{36})$/, { message: 'Select one of the records, or that it is none of them' })
  individualId?: string;

  /** Ticked by whoever has read that the panel takes nobody of that age. */
  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box, or leave it as it is' })
  sendAllTheSame?: 'yes';
}

export class AddEntryForm {
  @Trimmed()
  @IsString({ message: 'Enter what you want to add' })
  @Matches(/\S/, { message: 'Enter what you want to add' })
  @MaxLength(LONG, { message: 'What you add must be 5,000 characters or fewer' })
  text!: string;
}

export class TriageForm {
  @IsIn(TRIAGE_DECISIONS, { message: 'Select a decision' })
  decision!: TriageDecision;

  @Trimmed()
  @IsString({ message: 'Enter the reasons for the decision' })
  @Matches(/\S/, { message: 'Enter the reasons for the decision' })
  @MaxLength(LONG, { message: 'Reasons must be 5,000 characters or fewer' })
  reason!: string;

  @Trimmed()
  @IsString({ message: 'Enter what the referrer is told' })
  @Matches(/\S/, { message: 'Enter what the referrer is told' })
  @MaxLength(LONG, { message: 'What the referrer is told must be 5,000 characters or fewer' })
  answer!: string;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The service must be text' })
  @MaxLength(200, { message: 'The service must be 200 characters or fewer' })
  redirectedTo?: string | null;

  @Transform(({ value }: { value: unknown }) => (value === 'none' || value === '' ? null : value))
  @IsOptional()
  @IsUUID(undefined, { message: 'Select one of the records, or a new one' })
  individualId?: string | null;

  @Matches(/^\d{1,9}$/, { message: 'Open this page again and decide there' })
  version!: string;
}
