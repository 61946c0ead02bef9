import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../web/forms/text-fields';
import { ENTRY_KINDS, type EntryKind } from '../register-words';

/** Progress or evidence, as page and API ask it alike. */
export class EntryFields {
  @ApiProperty({ enum: ENTRY_KINDS })
  @IsIn(ENTRY_KINDS, { message: 'Select progress or evidence' })
  kind!: EntryKind;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Enter the day' })
  happenedOn!: Day;

  @ApiProperty({ maxLength: 4_000 })
  @Trimmed()
  @IsString({ message: 'Enter what was done or what it shows' })
  @Matches(/\S/, { message: 'Enter what was done or what it shows' })
  @MaxLength(4_000, { message: 'Text must be 4,000 characters or fewer' })
  text!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: 'Where the evidence itself lies' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Where it is kept must be text' })
  @MaxLength(500, { message: 'Where it is kept must be 500 characters or fewer' })
  keptAt?: string | null;
}
