import { ApiProperty } from '@nestjs/swagger';
import type { CaseHeader } from '../case-headers';
import type { RecordAccessFacts } from '../restrictions/record-access';
import type { BreakGlassUseRow } from '../break-glass/break-glass.queries';
import { REVIEW_OUTCOMES, type ReviewOutcome } from '../break-glass/break-glass-grant.entity';

class NamedPersonResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() agency!: string;
}

class LiftingRequestResponse {
  @ApiProperty({ format: 'uuid' }) askedById!: string;
  @ApiProperty() askedBy!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class RestrictionResponse {
  @ApiProperty() isRestricted!: boolean;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) restrictedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) restrictedAt!: string | null;
  @ApiProperty({ type: [NamedPersonResponse] }) namedPeople!: NamedPersonResponse[];
  @ApiProperty({ type: LiftingRequestResponse, nullable: true }) liftingRequest!: LiftingRequestResponse | null;
  @ApiProperty({ description: 'Of the individual; send it as If-Match' }) version!: number;
}

export class AccessChangedResponse {
  @ApiProperty({ description: 'Of the individual' }) version!: number;
  @ApiProperty({ description: 'Whether the caller still sees the record' }) isStillVisible!: boolean;
}

export class LiftingAskedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class BreakGlassOpenedResponse {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null where the caller saw the record anyway',
  })
  id!: string | null;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
}

export class BreakGlassChangedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
}

export class BreakGlassUseResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty() userName!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ type: String, nullable: true }) individualReference!: string | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ enum: REVIEW_OUTCOMES, nullable: true }) reviewOutcome!: ReviewOutcome | null;
  @ApiProperty({ type: String, nullable: true }) reviewComment!: string | null;
  @ApiProperty() version!: number;
}

export class BreakGlassUsesResponse {
  @ApiProperty({ type: [BreakGlassUseResponse] }) items!: BreakGlassUseResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const restrictionResponse = (header: CaseHeader, facts: RecordAccessFacts): RestrictionResponse => ({
  isRestricted: header.isRestricted,
  reason: facts.restriction?.reason ?? null,
  restrictedBy: facts.restriction?.restricted_by ?? null,
  restrictedAt: facts.restriction?.restricted_at.toISOString() ?? null,
  namedPeople: facts.people.filter((person) => person.is_named).map(({ id, name, agency }) => ({ id, name, agency })),
  liftingRequest: facts.liftRequest
    ? {
        askedById: facts.liftRequest.asked_by_id,
        askedBy: facts.liftRequest.asked_by,
        reason: facts.liftRequest.reason,
        askedAt: facts.liftRequest.asked_at.toISOString(),
        expiresAt: facts.liftRequest.expires_at.toISOString(),
      }
    : null,
  version: header.version,
});

export const breakGlassUseResponse = (use: BreakGlassUseRow): BreakGlassUseResponse => ({
  id: use.id,
  userId: use.user_id,
  userName: use.who,
  agency: use.agency,
  individualReference: use.individual_reference,
  reason: use.reason,
  openedAt: use.opened_at.toISOString(),
  expiresAt: use.expires_at.toISOString(),
  endedAt: use.ended_at?.toISOString() ?? null,
  reviewOutcome: use.review_outcome,
  reviewComment: use.review_comment,
  version: use.version,
});
