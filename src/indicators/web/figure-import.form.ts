import { IsNotEmpty, MaxLength } from 'class-validator';

export class FigureImportForm {
  @IsNotEmpty({ message: 'Enter the table' })
  @MaxLength(200_000, { message: 'Keep the table under 200,000 characters' })
  csv!: string;
}
