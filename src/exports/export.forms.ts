import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { type Tier, TIERS } from '../individuals';
import { BlankIsNull, Trimmed } from '../web/forms/text-fields';

/** What is asked for on the page of exports; the audit on its own. */
const ASKED_HERE = ['cases', 'evaluation'] as const;

const AGAIN = { message: 'Open the page again and enter it there' };

export class AskExportForm {
  @IsIn(ASKED_HERE, { message: 'Select what you need' })
  kind!: (typeof ASKED_HERE)[number];

  @Trimmed()
  @IsString({ message: 'Enter what the export is for' })
  @Matches(/\S/, { message: 'Enter what the export is for' })
  @MaxLength(500, { message: 'What the export is for must be 500 characters or fewer' })
  purpose!: string;

  @BlankIsNull()
  @IsOptional()
  @IsIn(TIERS, { message: 'Select a tier from the list' })
  tier?: Tier | null;
}

export class DecideExportForm {
  @Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === 'no' ? false : value))
  @IsBoolean({ message: 'Select whether you agree' })
  isAgreed!: boolean;

  @Trimmed()
  @IsString({ message: 'Enter the reason' })
  @Matches(/\S/, { message: 'Enter the reason' })
  @MaxLength(500, { message: 'The reason must be 500 characters or fewer' })
  reason!: string;

  @Transform(({ value }: { value: unknown }) => Number(value))
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  @Max(2_000_000_000, AGAIN)
  version!: number;
}
