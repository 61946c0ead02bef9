import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsNumber, IsOptional, IsString, MaxLength, Min, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';

export class SupplyFigureRequest {
  @ApiProperty({ format: 'date', description: 'The last day of the quarter', example: '2026-09-30' })
  @Validate(IsRealDay)
  until!: Day;

  @ApiProperty({ description: 'False: no data is supplied, which is not zero' })
  @IsBoolean({ message: 'Say whether there is data for the quarter' })
  hasData!: boolean;

  @ApiProperty({ required: false, minimum: 0 })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'Enter the number in figures' })
  @Min(0, { message: 'Enter the number, 0 or more' })
  met?: number;

  @ApiProperty({ required: false, minimum: 0, description: 'Of percentages: what the number is out of' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'Enter what it is out of in figures' })
  @Min(0, { message: 'Enter what it is out of, 0 or more' })
  total?: number;

  @ApiProperty({
    required: false,
    maxLength: 1000,
    description: 'Needed for a correction and for no data. Names nobody',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000, { message: 'Keep the note under 1,000 characters' })
  note?: string;
}

export class ImportFiguresRequest {
  @ApiProperty({
    description: 'Lines of indicator,quarter_end,number,out_of,note; “no data” as the number where none is',
  })
  @IsString({ message: 'Enter the table' })
  @IsNotEmpty({ message: 'Enter the table' })
  @MaxLength(200_000, { message: 'Keep the table under 200,000 characters' })
  csv!: string;
}
