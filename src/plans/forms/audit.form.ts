import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, Validate, ValidateNested } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { BlankIsNull } from '../../web/forms/text-fields';
import {
  AUDIT_GRADES,
  AUDIT_SCORES,
  AUDIT_SUBJECTS,
  type AuditAnswers,
  type AuditGrade,
  type AuditQuestion,
  type AuditScore,
} from '../domain/audit-tool';
import { OptionalText } from './text';

const SIZE = 'How many must be a whole number from 1 to 50';

export class AuditSampleForm {
  @ApiProperty({ minimum: 1, maximum: 50 })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : value,
  )
  @Min(1, { message: SIZE })
  @Max(50, { message: SIZE })
  @IsInt({ message: SIZE })
  size!: number;
}

const Score = (question: AuditQuestion) =>
  IsIn(AUDIT_SCORES, { message: `Select a score for ${AUDIT_SUBJECTS[question]}, or that it does not apply` });

export class AuditAnswersForm implements AuditAnswers {
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('reason') reason!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('needs') needs!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('risks') risks!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('answered') answered!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('actions') actions!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('voice') voice!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('safety') safety!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('family') family!: AuditScore;
  @ApiProperty({ enum: AUDIT_SCORES }) @Score('fairness') fairness!: AuditScore;
}

export class AuditResultForm {
  @ApiProperty({ type: AuditAnswersForm })
  @Type(() => AuditAnswersForm)
  @ValidateNested()
  answers!: AuditAnswersForm;

  @ApiProperty({ enum: AUDIT_GRADES })
  @IsIn(AUDIT_GRADES, { message: 'Select a grade' })
  grade!: AuditGrade;

  @OptionalText('What is good', 4000)
  strengths: string = '';

  @OptionalText('What must get better', 4000)
  findings: string = '';

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  @BlankIsNull()
  @IsOptional()
  @Validate(IsRealDay, { message: 'The day it is looked at again must be a real date' })
  reAuditOn: Day | null = null;
}
