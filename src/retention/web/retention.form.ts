import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { GROUNDS_TO_GIVE, HOLD_KINDS, type HoldKind } from '../retention-words';

const AsNumber = () =>
  Transform(({ value }: { value: unknown }) =>
    value === undefined || value === null || value === '' ? null : Number(value),
  );

export class PastDateForm {
  @IsString({ message: 'Open the page again' })
  @MaxLength(36, { message: 'Open the page again' })
  subjectId!: string;
}

/** A manager about a record they answer for. */
export class DeletionForm {
  @IsIn(GROUNDS_TO_GIVE, { message: 'Select why it must be deleted' })
  ground!: (typeof GROUNDS_TO_GIVE)[number];

  @Trimmed()
  @IsString({ message: 'Enter why it must be deleted' })
  @Matches(/\S/, { message: 'Enter why it must be deleted' })
  @MaxLength(500, { message: 'Reason must be 500 characters or fewer' })
  reason!: string;
}

/** Governance, who knows a record by its reference. */
export class DeletionByReferenceForm extends DeletionForm {
  @Trimmed()
  @IsString({ message: 'Enter a reference' })
  @Matches(/\S/, { message: 'Enter a reference' })
  @MaxLength(40, { message: 'Reference must be 40 characters or fewer' })
  reference!: string;
}

export class RefusalForm {
  @Trimmed()
  @IsString({ message: 'Enter why it is kept' })
  @Matches(/\S/, { message: 'Enter why it is kept' })
  @MaxLength(500, { message: 'Why it is kept must be 500 characters or fewer' })
  refusal!: string;
}

export class HoldForm {
  @Trimmed()
  @IsString({ message: 'Enter a reference' })
  @Matches(/\S/, { message: 'Enter a reference' })
  @MaxLength(40, { message: 'Reference must be 40 characters or fewer' })
  reference!: string;

  @IsIn(HOLD_KINDS, { message: 'Select what kind of hold it is' })
  kind!: HoldKind;

  @Trimmed()
  @IsString({ message: 'Enter what the hold rests on' })
  @Matches(/\S/, { message: 'Enter what the hold rests on' })
  @MaxLength(300, { message: 'What the hold rests on must be 300 characters or fewer' })
  basis!: string;
}

export class RuleForm {
  @AsNumber()
  @IsInt({ message: 'Enter a whole number of months' })
  @Min(1, { message: 'Months must be 1 or more' })
  @Max(1200, { message: 'Months must be 1,200 or fewer' })
  months!: number;

  @AsNumber()
  @BlankIsNull()
  @IsOptional()
  @IsInt({ message: 'Age must be a whole number' })
  @Min(18, { message: 'Age must be 18 or more' })
  @Max(100, { message: 'Age must be 100 or less' })
  untilAge!: number | null;
}
