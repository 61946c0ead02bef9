import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
} from 'class-validator';
import type { Day } from '../../../shared/day';
import { IsRealDay } from '../../../web/forms/is-real-day';
import { AnswerRequest } from '../../api/screening.request';

export class NewDraftRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'The version it begins as a copy of' })
  @IsOptional()
  @IsUUID('all', { message: 'Name the version by id' })
  basedOnId?: string;

  @ApiPropertyOptional({ maxLength: 120, description: 'For a new tool, which begins empty: its name' })
  @IsOptional()
  @IsString({ message: 'Give the name as text' })
  @Matches(/\S/, { message: 'Give the name of the tool' })
  @MaxLength(120, { message: 'The name has 120 characters or fewer' })
  title?: string;
}

export class ToolDecisionRequest {
  @ApiProperty({ format: 'date', description: 'The day the partnership decided' })
  @Validate(IsRealDay, { message: 'Use a real day, YYYY-MM-DD' })
  decidedOn!: Day;

  @ApiProperty({ maxLength: 2000 })
  @IsString({ message: 'Say why, and who decided' })
  @Matches(/\S/, { message: 'Say why, and who decided' })
  @MaxLength(2000, { message: 'The reason has 2,000 characters or fewer' })
  reason!: string;
}

export class TrialRequest {
  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Use a real day, YYYY-MM-DD' })
  screenedOn!: Day;

  @ApiPropertyOptional({ description: 'In whole years; left out: not known' })
  @IsOptional()
  @IsInt({ message: 'An age is a whole number of years' })
  @Min(0, { message: 'An age is 0 or more' })
  @Max(120, { message: 'An age is 120 or less' })
  age?: number;

  @ApiProperty({ type: [AnswerRequest], description: 'Made-up answers, about nobody' })
  @IsArray({ message: 'Send a list of answers' })
  @ArrayMaxSize(500, { message: 'Send 500 answers or fewer' })
  @ValidateNested({ each: true, message: 'Every answer is an object with questionId and answer' })
  @Type(() => AnswerRequest)
  answers!: AnswerRequest[];
}

export class NewExampleRequest extends TrialRequest {
  @ApiProperty({ maxLength: 120 })
  @IsString({ message: 'Give it a name' })
  @Matches(/\S/, { message: 'Give it a name' })
  @MaxLength(120, { message: 'The name has 120 characters or fewer' })
  title!: string;
}
