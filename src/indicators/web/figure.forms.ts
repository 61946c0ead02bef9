import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

const NUMBER = /^\d{1,9}(\.\d{1,2})?$/;

export class SupplyForm {
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Select the quarter' })
  until!: string;

  @IsIn(['yes', 'no'], { message: 'Say whether there is data for the quarter' })
  hasData!: 'yes' | 'no';

  @IsOptional()
  @Trimmed()
  @Matches(/^(\d{1,9}(\.\d{1,2})?)?$/, { message: 'Enter the number in figures' })
  met?: string;

  @IsOptional()
  @Trimmed()
  @Matches(/^(\d{1,9}(\.\d{1,2})?)?$/, { message: 'Enter what it is out of in figures' })
  total?: string;

  @IsOptional()
  @Trimmed()
  @MaxLength(1000, { message: 'Keep the note under 1,000 characters' })
  note?: string;
}

export class DefinitionForm {
  @Matches(/^\d+$/)
  version!: string;

  @Trimmed()
  @IsNotEmpty({ message: 'Enter a name' })
  @MaxLength(120, { message: 'Keep the name under 120 characters' })
  name!: string;

  @IsOptional()
  @Trimmed()
  @Matches(/^(\d{1,9}(\.\d{1,2})?)?$/, { message: 'Enter the target in figures, or leave it blank' })
  target?: string;

  @Trimmed()
  @Matches(NUMBER, { message: 'Enter in figures how far from the target is still amber' })
  amberWithin!: string;

  @IsOptional()
  @Trimmed()
  @MaxLength(300, { message: 'Keep the baseline under 300 characters' })
  baseline?: string;

  @Trimmed()
  @IsNotEmpty({ message: 'Enter who owns the indicator' })
  @MaxLength(120, { message: 'Keep the owner under 120 characters' })
  owner!: string;

  @Trimmed()
  @IsNotEmpty({ message: 'Enter where the figure comes from' })
  @MaxLength(300, { message: 'Keep the source under 300 characters' })
  source!: string;
}

export class SmallNumberForm {
  @IsIn(['suppress', 'round'], { message: 'Select how small numbers are protected' })
  mode!: 'suppress' | 'round';

  @Trimmed()
  @Matches(/^\d{1,2}$/, { message: 'Enter a threshold from 3 to 20' })
  threshold!: string;

  @IsIn(['5', '10'], { message: 'Select what to round to' })
  base!: '5' | '10';

  @IsOptional()
  @IsIn(['yes'])
  isZeroSmall?: 'yes';

  @Trimmed()
  @Matches(/^([1-9]\d|100)$/, { message: 'Enter how many people a percentage needs, from 10 to 100' })
  leastForShare!: string;

  @Trimmed()
  @IsNotEmpty({ message: 'Say why' })
  @MaxLength(500, { message: 'Keep the reason under 500 characters' })
  reason!: string;
}
