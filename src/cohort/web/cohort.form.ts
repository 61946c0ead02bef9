import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, Validate } from 'class-validator';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';

/** A radio of yes, no and not known as true, false and null; anything else stays as it is, to be refused. */
const Known = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === 'not_known') return null;
    if (value === 'yes') return true;
    return value === 'no' ? false : value;
  });

const KNOWN = [true, false, null];
const AGAIN = { message: 'Open this page again and make your change there' };

export class EnterCohortForm {
  @Validate(IsRealDay, { message: 'Enter the day they entered the cohort' })
  startedOn!: Day;

  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

  @BlankIsNull()
  @IsOptional()
  @IsIn(STRANDS, { message: 'Select a strand' })
  strand?: Strand | null;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of experiencing violence, or that it is not known' })
  isExperiencing!: boolean | null;

  @Known()
  @IsIn(KNOWN, { message: 'Say whether they are at risk of perpetrating violence, or that it is not known' })
  isPerpetrating!: boolean | null;

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
}

export class ChangeTierForm {
  @IsIn(TIERS, { message: 'Select a tier' })
  tier!: Tier;

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

  @IsUUID(undefined, AGAIN) membershipId!: string;
  @Matches(/^\d{1,9}$/, AGAIN) version!: string;
}
