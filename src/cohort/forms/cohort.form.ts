import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';
import { GroundsForm } from './grounds.form';

/** A radio of yes, no and not known as true, false and null; anything else stays as it is, to be refused. */
const Known = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === 'not_known') return null;
    if (value === 'yes') return true;
    return value === 'no' ? false : value;
  });

const KNOWN = [true, false, null, undefined];
const AGAIN = { message: 'Open this page again and make your change there' };

export class EnterCohortForm extends GroundsForm {
  @Validate(IsRealDay, { message: 'Enter the day they entered the cohort' })
  startedOn!: Day;

  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

  @BlankIsNull()
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand' })
  strand?: Strand | null;

  @Known()
  @IsIn([true, false, null], {
    message: 'Say whether they are at risk of experiencing violence, or that it is not known',
  })
  isExperiencing!: boolean | null;

  @Known()
  @IsIn([true, false, null], {
    message: 'Say whether they are at risk of perpetrating violence, or that it is not known',
  })
  isPerpetrating!: boolean | null;

  @Trimmed()
  @IsString({ message: 'Enter the decision' })
  @Matches(/\S/, { message: 'Enter the decision' })
  @MaxLength(4000, { message: 'Decision must be 4,000 characters or fewer' })
  decision!: string;

  @Trimmed()
  @IsString({ message: 'Enter what else was considered, and why it was rejected' })
  @Matches(/\S/, { message: 'Enter what else was considered, and why it was rejected' })
  @MaxLength(4000, { message: 'What was considered must be 4,000 characters or fewer' })
  considered!: string;
}

export class ValidateMembershipForm extends GroundsForm {
  @Trimmed()
  @IsString({ message: 'Enter the decision' })
  @Matches(/\S/, { message: 'Enter the decision' })
  @MaxLength(4000, { message: 'Decision must be 4,000 characters or fewer' })
  decision!: string;

  @IsUUID(undefined, AGAIN) membershipId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}

/** Strand and roles that are left out stay as they are; "not known" is an answer. */
export class ChangeTierForm {
  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

  @Transform(({ value }: { value: unknown }) => (value === 'not_known' ? null : value))
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand' })
  strand?: Strand | null;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of experiencing violence, or that it is not known' })
  isExperiencing?: boolean | null;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of perpetrating violence, or that it is not known' })
  isPerpetrating?: boolean | null;

  @Trimmed()
  @IsString({ message: 'Enter the decision' })
  @Matches(/\S/, { message: 'Enter the decision' })
  @MaxLength(4000, { message: 'Decision must be 4,000 characters or fewer' })
  decision!: string;

  @Trimmed()
  @IsString({ message: 'Enter the evidence for this decision' })
  @Matches(/\S/, { message: 'Enter the evidence for this decision' })
  @MaxLength(4000, { message: 'Evidence must be 4,000 characters or fewer' })
  evidence!: string;

  @Validate(IsRealDay, { message: 'Enter the day of the evidence' })
  evidenceOn!: Day;

  @IsUUID(undefined, AGAIN) membershipId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}

export class ExitCohortForm {
  @IsIn(EXIT_REASONS, { message: 'Select why they leave the cohort' })
  exitReason!: ExitReason;

  @Trimmed()
  @IsString({ message: 'Enter the reasons in words' })
  @Matches(/\S/, { message: 'Enter the reasons in words' })
  @MaxLength(4000, { message: 'Reasons must be 4,000 characters or fewer' })
  rationale!: string;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The accepting authority must be text' })
  @MaxLength(200, { message: 'The accepting authority must be 200 characters or fewer' })
  acceptingAuthority?: string | null;

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who accepted them must be text' })
  @MaxLength(200, { message: 'Who accepted them must be 200 characters or fewer' })
  acceptedBy?: string | null;

  @IsOptional()
  @Validate(IsRealDay, { message: 'The day they were accepted must be a real date' })
  acceptedOn?: Day;

  @IsUUID(undefined, AGAIN) membershipId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}

/** That somebody does not enter: asked like the grounds of an entry, without criteria. */
export class RefuseEntryForm {
  @Trimmed()
  @IsString({ message: 'Enter why they do not enter the cohort' })
  @Matches(/\S/, { message: 'Enter why they do not enter the cohort' })
  @MaxLength(4000, { message: 'Reasons must be 4,000 characters or fewer' })
  reason!: string;

  @Trimmed()
  @IsString({ message: 'Enter who decided' })
  @Matches(/\S/, { message: 'Enter who decided' })
  @MaxLength(4000, { message: 'Who decided must be 4,000 characters or fewer' })
  deciders!: string;

  @IsIn(['yes', 'no'], { message: 'Select yes if anybody disagreed' })
  anyDissent!: 'yes' | 'no';

  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Who disagreed must be text' })
  @MaxLength(4000, { message: 'Who disagreed must be 4,000 characters or fewer' })
  dissent?: string | null;

  @IsUUID(undefined, AGAIN) decisionId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}
