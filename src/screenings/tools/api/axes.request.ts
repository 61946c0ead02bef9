import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { exploitationBands, type ScoringKind, scoringKinds, violenceBands } from '../../domain/tool-definition';

const MOST_PARTS = 200;
const allBands = [...exploitationBands, ...violenceBands];

export class BandRequest {
  @ApiProperty({ enum: allBands })
  @IsIn(allBands, { message: 'Use a band of this axis' })
  band!: string;

  @ApiProperty()
  @IsString({ message: 'Give the name of the band' })
  @MaxLength(60, { message: 'The name of a band has 60 characters or fewer' })
  label!: string;

  @ApiPropertyOptional({ description: 'weighted_sum: the points from which it is reached' })
  @IsOptional()
  @IsNumber({}, { message: 'Points are a number' })
  @Min(0, { message: 'Points are 0 or more' })
  @Max(100_000, { message: 'Points are 100,000 or fewer' })
  fromPoints?: number;

  @ApiPropertyOptional({ type: [String], description: 'threshold_list: codes of its questions' })
  @IsOptional()
  @IsArray({ message: 'List the codes' })
  @ArrayMaxSize(MOST_PARTS, { message: `List ${MOST_PARTS} codes or fewer` })
  @IsString({ each: true, message: 'A code is text' })
  questionIds?: string[];

  @ApiPropertyOptional({ description: 'threshold_list: how many of them' })
  @IsOptional()
  @IsInt({ message: 'How many is a whole number' })
  atLeast?: number;
}

export class ScoringRequest {
  @ApiProperty({ enum: scoringKinds })
  @IsIn(scoringKinds, { message: 'Use a way of scoring that there is' })
  kind!: ScoringKind;

  @ApiProperty({ type: [BandRequest] })
  @IsArray({ message: 'List the bands' })
  @ArrayMaxSize(4, { message: 'List 4 bands or fewer' })
  @ValidateNested({ each: true, message: 'Every band is an object' })
  @Type(() => BandRequest)
  bands!: BandRequest[];
}

export class BandTriggerRequest {
  @ApiProperty()
  @IsString({ message: 'Give the code' })
  @MaxLength(60, { message: 'A code has 60 characters or fewer' })
  id!: string;

  @ApiPropertyOptional({ type: [String], description: 'Left out: any high indicator' })
  @IsOptional()
  @IsArray({ message: 'List the codes' })
  @ArrayMaxSize(MOST_PARTS, { message: `List ${MOST_PARTS} codes or fewer` })
  @IsString({ each: true, message: 'A code is text' })
  questionIds?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt({ message: 'An age is a whole number of years' })
  ageAtMost?: number;

  @ApiProperty({ enum: allBands })
  @IsIn(allBands, { message: 'Use a band of this axis' })
  atLeast!: string;
}

export class AxisRequest {
  @ApiProperty()
  @IsString({ message: 'Give the title' })
  @MaxLength(60, { message: 'A title has 60 characters or fewer' })
  title!: string;

  @ApiProperty({ type: ScoringRequest })
  @IsObject({ message: 'Say how it is scored' })
  @ValidateNested({ message: 'Scoring is an object' })
  @Type(() => ScoringRequest)
  scoring!: ScoringRequest;

  @ApiProperty({ type: [BandTriggerRequest] })
  @IsArray({ message: 'List the triggers' })
  @ArrayMaxSize(MOST_PARTS, { message: `List ${MOST_PARTS} triggers or fewer` })
  @ValidateNested({ each: true, message: 'Every trigger is an object' })
  @Type(() => BandTriggerRequest)
  triggers!: BandTriggerRequest[];
}

export class AxesRequest {
  @ApiProperty({ type: AxisRequest })
  @IsObject({ message: 'Give the axis' })
  @ValidateNested({ message: 'An axis is an object' })
  @Type(() => AxisRequest)
  exploitation!: AxisRequest;

  @ApiProperty({ type: AxisRequest })
  @IsObject({ message: 'Give the axis' })
  @ValidateNested({ message: 'An axis is an object' })
  @Type(() => AxisRequest)
  violence!: AxisRequest;
}
