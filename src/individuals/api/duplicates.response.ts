import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, Validate } from 'class-validator';
import type { Day } from '../../shared/day';
import { IsRealDay } from '../../web/forms/is-real-day';
import { FamilyName, GivenName } from '../../web/forms/name-fields';
import { fullName } from '../case-headers';
import { type FieldOutcome, MATCHED_FIELDS, type MatchedField, type RecordComparison } from '../domain/compare-records';
import type { MatchableRow } from '../duplicates/duplicates.queries';
import type { MergeRow } from '../duplicates/merges.queries';

const STRENGTHS = ['likely', 'possible', 'unlikely'] as const;

export class DuplicateCheckRequest {
  @GivenName()
  givenName!: string;

  @FamilyName()
  familyName!: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Validate(IsRealDay, { message: 'Date of birth must be a real date' })
  dateOfBirth?: Day;

  @ApiPropertyOptional({ maxLength: 10 })
  @IsOptional()
  @IsString({ message: 'Postcode must be text' })
  @MaxLength(10, { message: 'Postcode must be 10 characters or fewer' })
  postcode?: string;
}

export class ComparedFieldResponse {
  @ApiProperty({ enum: MATCHED_FIELDS }) field!: MatchedField;
  @ApiProperty({ enum: ['agrees', 'close', 'differs', 'missing'] }) outcome!: FieldOutcome;
}

export class DuplicateMatchResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: STRENGTHS }) strength!: (typeof STRENGTHS)[number];
  @ApiProperty({ type: [ComparedFieldResponse] }) fields!: ComparedFieldResponse[];
}

export class DuplicateMatchesResponse {
  @ApiProperty({ type: [DuplicateMatchResponse] }) items!: DuplicateMatchResponse[];
}

export class DuplicatePairResponse extends DuplicateMatchResponse {
  @ApiProperty({ format: 'uuid' }) otherId!: string;
  @ApiProperty({ example: 'TC-2026-0007' }) otherReference!: string;
}

export class DuplicateListResponse {
  @ApiProperty({ type: [DuplicatePairResponse] }) items!: DuplicatePairResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class MergeMadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class MergeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) survivorId!: string;
  @ApiProperty() mergedReference!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: Date }) mergedAt!: Date;
  @ApiProperty({ type: Date, nullable: true }) undoneAt!: Date | null;
  @ApiProperty() version!: number;
}

export const matchOf = (record: MatchableRow, { strength, fields }: RecordComparison): DuplicateMatchResponse => ({
  id: record.id,
  reference: record.reference,
  name: fullName({ ...record, preferred_name: null }),
  strength,
  fields: fields.map(({ field, outcome }) => ({ field, outcome })),
});

export const mergeResponseOf = (row: MergeRow): MergeResponse => ({
  id: row.id,
  survivorId: row.survivor_id,
  mergedReference: row.merged_reference,
  reason: row.reason,
  mergedAt: row.merged_at,
  undoneAt: row.undone_at,
  version: row.version,
});
