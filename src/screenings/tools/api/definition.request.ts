import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  type AnswerKind,
  answerKinds,
  axes,
  type Axis,
  type ExploitationBand,
  exploitationBands,
  type ViolenceBand,
  violenceBands,
} from '../../domain/tool-definition';
import { AxesRequest } from './axes.request';

const MOST_PARTS = 200;

export class LevelsRequest {
  @ApiPropertyOptional({ enum: exploitationBands })
  @IsOptional()
  @IsIn(exploitationBands, { message: 'Use a band of exploitation' })
  exploitation?: ExploitationBand;

  @ApiPropertyOptional({ enum: violenceBands })
  @IsOptional()
  @IsIn(violenceBands, { message: 'Use a band of violence' })
  violence?: ViolenceBand;
}

export class StrengthRequest {
  @ApiProperty({ description: 'The code: lower-case letters, digits and underscores' })
  @IsString({ message: 'Give the code' })
  @MaxLength(60, { message: 'A code has 60 characters or fewer' })
  id!: string;

  @ApiProperty()
  @IsString({ message: 'Give the text' })
  @MaxLength(300, { message: 'Text has 300 characters or fewer' })
  text!: string;

  @ApiProperty()
  @IsString({ message: 'Give the help, or an empty text' })
  @MaxLength(1000, { message: 'Help has 1,000 characters or fewer' })
  help!: string;
}

export class QuestionRequest extends StrengthRequest {
  @ApiProperty({ enum: axes, isArray: true })
  @IsArray({ message: 'List the axes' })
  @IsIn(axes, { each: true, message: 'Use exploitation or violence' })
  axes!: Axis[];

  @ApiProperty({ enum: answerKinds })
  @IsIn(answerKinds, { message: 'Use a kind of answer that there is' })
  answers!: AnswerKind;

  @ApiProperty({ minimum: 1 })
  @IsInt({ message: 'A weight is a whole number' })
  weight!: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt({ message: 'Months are a whole number' })
  recencyMonths?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsInt({ message: 'An older weight is a whole number' })
  olderWeight?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: 'Send true or false' })
  isHighIndicator?: boolean;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean({ message: 'Send true or false' })
  needsEvidence?: boolean;

  @ApiPropertyOptional({ type: LevelsRequest })
  @IsOptional()
  @ValidateNested({ message: 'Levels are an object' })
  @Type(() => LevelsRequest)
  levels?: LevelsRequest;
}

export class DomainRequest {
  @ApiProperty()
  @IsString({ message: 'Give the code' })
  @MaxLength(60, { message: 'A code has 60 characters or fewer' })
  id!: string;

  @ApiProperty()
  @IsString({ message: 'Give the title' })
  @MaxLength(120, { message: 'A title has 120 characters or fewer' })
  title!: string;

  @ApiProperty({ type: [QuestionRequest] })
  @IsArray({ message: 'List the questions' })
  @ArrayMaxSize(MOST_PARTS, { message: `List ${MOST_PARTS} questions or fewer` })
  @ValidateNested({ each: true, message: 'Every question is an object' })
  @Type(() => QuestionRequest)
  questions!: QuestionRequest[];
}

export class DefinitionRequest {
  @ApiProperty()
  @IsString({ message: 'Give the title' })
  @MaxLength(120, { message: 'A title has 120 characters or fewer' })
  title!: string;

  @ApiProperty()
  @IsString({ message: 'Say what it is for' })
  @MaxLength(1000, { message: 'What it is for has 1,000 characters or fewer' })
  purpose!: string;

  @ApiProperty({ enum: [0, 0.5, 1] })
  @IsIn([0, 0.5, 1], { message: 'A possible is worth 0, 0.5 or 1' })
  possibleShare!: 0 | 0.5 | 1;

  @ApiProperty({ type: AxesRequest })
  @IsObject({ message: 'Give both axes' })
  @ValidateNested({ message: 'The axes are an object' })
  @Type(() => AxesRequest)
  axes!: AxesRequest;

  @ApiProperty({ type: [DomainRequest] })
  @IsArray({ message: 'List the parts of the form' })
  @ArrayMaxSize(50, { message: 'List 50 parts or fewer' })
  @ValidateNested({ each: true, message: 'Every part is an object' })
  @Type(() => DomainRequest)
  domains!: DomainRequest[];

  @ApiProperty({ type: [StrengthRequest] })
  @IsArray({ message: 'List the strengths' })
  @ArrayMaxSize(50, { message: 'List 50 strengths or fewer' })
  @ValidateNested({ each: true, message: 'Every strength is an object' })
  @Type(() => StrengthRequest)
  protectiveFactors!: StrengthRequest[];
}
