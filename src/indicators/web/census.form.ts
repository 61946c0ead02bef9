import { IsIn, IsNotEmpty, IsOptional, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

export class CensusForm {
  @Trimmed()
  @IsNotEmpty({ message: 'Say where the table comes from' })
  @MaxLength(200, { message: 'Keep the source under 200 characters' })
  source!: string;

  @IsOptional()
  @IsIn(['yes'])
  isIllustrative?: 'yes';

  @IsNotEmpty({ message: 'Enter the table' })
  @MaxLength(20_000, { message: 'Keep the table under 20,000 characters' })
  csv!: string;
}
