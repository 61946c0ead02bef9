import { ApiProperty } from '@nestjs/swagger';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import type { CohortMembershipRow } from '../cohort.queries';
import { EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';

export class CohortMembershipResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty() individualReference!: string;
  @ApiProperty({ format: 'uuid' }) panelId!: string;
  @ApiProperty({ format: 'date' }) startedOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn!: Day | null;
  @ApiProperty({ enum: TIERS }) tier!: Tier;
  @ApiProperty({ enum: STRANDS, nullable: true }) strand!: Strand | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' }) isExperiencing!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: not known' }) isPerpetrating!: boolean | null;
  @ApiProperty() decision!: string;
  @ApiProperty() evidence!: string;
  @ApiProperty({ format: 'date' }) evidenceOn!: Day;
  @ApiProperty({ format: 'uuid' }) decidedById!: string;
  @ApiProperty() decidedBy!: string;
  @ApiProperty({ enum: [...EXIT_REASONS, 'superseded'], nullable: true }) exitReason!: ExitReason | 'superseded' | null;
  @ApiProperty({ type: String, nullable: true }) exitRationale!: string | null;
  @ApiProperty({ format: 'date-time' }) recordedAt!: string;
  @ApiProperty() version!: number;
}

export class CohortMembershipsResponse {
  @ApiProperty({ type: [CohortMembershipResponse] }) items!: CohortMembershipResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** What is left to say to somebody whose only sight of the case was the period that ended. */
export class CohortChangeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Whether you still see the case' }) staysVisible!: boolean;
}

export const cohortMembershipResponse = (row: CohortMembershipRow): CohortMembershipResponse => ({
  id: row.id,
  individualId: row.individual_id,
  individualReference: row.individual_reference,
  panelId: row.panel_id,
  startedOn: row.started_on,
  endedOn: row.ended_on,
  tier: row.tier,
  strand: row.strand,
  isExperiencing: row.is_experiencing,
  isPerpetrating: row.is_perpetrating,
  decision: row.decision,
  evidence: row.evidence,
  evidenceOn: row.evidence_on,
  decidedById: row.decided_by_id,
  decidedBy: row.decided_by,
  exitReason: row.exit_reason,
  exitRationale: row.exit_rationale,
  recordedAt: row.recorded_at.toISOString(),
  version: row.version,
});
