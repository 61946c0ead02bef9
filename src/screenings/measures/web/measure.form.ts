import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Validate,
} from 'class-validator';
import type { Day } from '../../../shared/day';
import { IsRealDay } from '../../../web/forms/is-real-day';
import { BlankIsNull, Trimmed } from '../../../web/forms/text-fields';
import { MEASURE_KINDS, type MeasureKind, type MeasureVisibility } from '../measure.entity';

const AsList = () =>
  Transform(({ value }: { value: unknown }) => {
    const sent: unknown[] = Array.isArray(value) ? value : [value];
    return sent.filter((one) => one !== undefined && one !== '');
  });

/** What another assessment says, on the page and by the API. Which answers there are depends on the kind. */
export class MeasureForm {
  @ApiPropertyOptional({ description: 'SDQ: parent, teacher or self; ACE: the experience; otherwise left out' })
  @IsOptional()
  @IsString({ message: 'Select what it is about' })
  subject?: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Everything but the SDQ' })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'Select what is known' })
  answer?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'SDQ only: 0 to 40, as digits' })
  @BlankIsNull()
  @IsOptional()
  @Matches(/^\d{1,2}$/, { message: 'Total must be a whole number from 0 to 40' })
  total?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'SEND: primary needs; disability: which' })
  @AsList()
  @IsOptional()
  @IsArray({ message: 'Select from the list' })
  @ArrayMaxSize(20, { message: 'Select 20 or fewer' })
  @IsString({ each: true, message: 'Select from the list' })
  codes?: string[];

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, {
    message: ({ value }) => (value === undefined ? 'Enter the day' : 'The day must be a real date'),
  })
  knownOn!: Day;

  @ApiProperty({ maxLength: 300 })
  @Trimmed()
  @IsString({ message: 'Enter who says so' })
  @Matches(/\S/, { message: 'Enter who says so' })
  @MaxLength(300, { message: 'Who says so must be 300 characters or fewer' })
  source!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2000 })
  @BlankIsNull()
  @IsOptional()
  @IsString({ message: 'The support it implies must be text' })
  @MaxLength(2000, { message: 'The support it implies must be 2,000 characters or fewer' })
  support?: string | null;

  @ApiPropertyOptional({ enum: ['all_agencies', 'health_only'] })
  @IsOptional()
  @IsIn(['all_agencies', 'health_only'], { message: 'Select who may read it' })
  visibility?: MeasureVisibility;
}

export class NewMeasureRequest extends MeasureForm {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Name the individual by id' })
  individualId!: string;

  @ApiProperty({ enum: MEASURE_KINDS })
  @IsIn(MEASURE_KINDS, { message: 'Use a kind that there is' })
  kind!: MeasureKind;
}
