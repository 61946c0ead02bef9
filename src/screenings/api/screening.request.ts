import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Validate,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import {
  type Answer,
  answers,
  exploitationBands,
  NOT_ENOUGH_KNOWN,
  strengthAnswers,
  violenceBands,
} from '../domain/tool-definition';

const MOST_ANSWERS = 500;
const exploitationJudgements = [...exploitationBands, NOT_ENOUGH_KNOWN];
const violenceJudgements = [...violenceBands, NOT_ENOUGH_KNOWN];

export class AnswerRequest {
  @ApiProperty()
  @IsString({ message: 'Name the question' })
  @MaxLength(100, { message: 'A question id has 100 characters or fewer' })
  questionId!: string;

  @ApiProperty({ enum: answers, description: 'Leave a question out when it was not asked; unknown is an answer' })
  @IsIn(answers, { message: 'Answer with one of the answers that the question offers' })
  answer!: Answer;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsString({ message: 'Evidence must be text' })
  @MaxLength(2000, { message: 'Evidence must be 2,000 characters or fewer' })
  evidence?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Left out, a yes counts as recent' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Use a real day, YYYY-MM-DD' })
  lastHappenedOn?: Day;
}

export class ProtectiveFactorRequest {
  @ApiProperty()
  @IsString({ message: 'Name the protective factor' })
  @MaxLength(100, { message: 'A protective factor id has 100 characters or fewer' })
  protectiveFactorId!: string;

  @ApiProperty({ enum: strengthAnswers })
  @IsIn(strengthAnswers, { message: 'Answer yes, possible, no or unknown' })
  answer!: Answer;

  @ApiPropertyOptional({ maxLength: 1000 })
  @IsOptional()
  @IsString({ message: 'A note must be text' })
  @MaxLength(1000, { message: 'A note must be 1,000 characters or fewer' })
  note?: string;
}

export class RecordScreeningRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: 'Name the individual by id' })
  individualId!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Refused when another version has come into force' })
  @IsOptional()
  @IsUUID('all', { message: 'Name the version of the tool by id' })
  toolVersionId?: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsRealDay, { message: 'Use a real day, YYYY-MM-DD' })
  screenedOn!: Day;

  @ApiProperty({ type: [AnswerRequest] })
  @IsArray({ message: 'Send a list of answers' })
  @ArrayMaxSize(MOST_ANSWERS, { message: `Send ${MOST_ANSWERS} answers or fewer` })
  @ValidateNested({ each: true, message: 'Every answer is an object with questionId and answer' })
  @Type(() => AnswerRequest)
  answers!: AnswerRequest[];

  @ApiPropertyOptional({ type: [ProtectiveFactorRequest] })
  @ValidateIf((_, factors: unknown) => factors !== undefined)
  @IsArray({ message: 'Send a list of protective factors' })
  @ArrayMaxSize(MOST_ANSWERS, { message: `Send ${MOST_ANSWERS} protective factors or fewer` })
  @ValidateNested({ each: true, message: 'Every protective factor is an object with protectiveFactorId and answer' })
  @Type(() => ProtectiveFactorRequest)
  protectiveFactors?: ProtectiveFactorRequest[];

  @ApiPropertyOptional({ enum: exploitationJudgements, description: 'Left out: the band the answers give' })
  @IsOptional()
  @IsIn(exploitationJudgements, { message: 'Use a band of the exploitation axis' })
  judgedExploitationBand?: ExploitationJudgement;

  @ApiPropertyOptional({ enum: violenceJudgements, description: 'Left out: the band the answers give' })
  @IsOptional()
  @IsIn(violenceJudgements, { message: 'Use a band of the violence axis' })
  judgedViolenceBand?: ViolenceJudgement;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed when a judged band differs from the one scored' })
  @IsOptional()
  @IsString({ message: 'The reason must be text' })
  @MaxLength(2000, { message: 'The reason must be 2,000 characters or fewer' })
  judgementReason?: string;
}

export class ListScreeningsRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: of everybody the caller may see' })
  @IsOptional()
  @IsUUID('all', { message: 'Name the individual by id' })
  individualId?: string;

  @ApiPropertyOptional({ description: 'Where the list goes on' })
  @IsOptional()
  @IsString({ message: 'Give one cursor' })
  cursor?: string;
}
