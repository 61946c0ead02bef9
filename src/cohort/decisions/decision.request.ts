import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../../web/forms/text-fields';

export class ListDecisionsRequest {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString({ message: 'Give the cursor as text' })
  cursor?: string;
}

export class RefuseEntryRequest {
  @ApiProperty({ maxLength: 4000, description: 'Why not, and what happens instead' })
  @Trimmed()
  @IsString({ message: 'Enter why they do not enter the cohort' })
  @Matches(/\S/, { message: 'Enter why they do not enter the cohort' })
  @MaxLength(4000, { message: 'Reasons must be 4,000 characters or fewer' })
  reason!: string;

  @ApiProperty({ type: [String], description: 'Name and agency of each' })
  @IsArray({ message: 'Give who decided as a list' })
  @ArrayNotEmpty({ message: 'Enter who decided' })
  @ArrayMaxSize(20, { message: 'Give 20 names or fewer' })
  @IsString({ each: true, message: 'Give names as text' })
  @MaxLength(200, { each: true, message: 'Each name must be 200 characters or fewer' })
  deciders!: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    maxLength: 4000,
    description: 'Null: nobody disagreed',
  })
  @IsOptional()
  @IsString({ message: 'Who disagreed must be text' })
  @MaxLength(4000, { message: 'Who disagreed must be 4,000 characters or fewer' })
  dissent?: string | null;
}
