import { ApiProperty } from '@nestjs/swagger';
import { type Tier, TIERS } from '../../individuals';
import type { Day } from '../../shared/day';
import type { CohortMembershipRow } from '../cohort.queries';
import { EVIDENCE_KINDS } from '../domain/grounds';
import { type CameAbout, EXIT_REASONS, type ExitReason, type Strand, STRANDS } from '../cohort-words';

class EvidenceResponse {
  @ApiProperty({ enum: [...EVIDENCE_KINDS, 'imported'] }) kind!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date' }) happenedOn!: Day;
}

class GroundsResponse {
  @ApiProperty({ type: [String], description: 'The words of each criterion that was met' }) criteria!: string[];
  @ApiProperty({ type: [EvidenceResponse] }) evidence!: EvidenceResponse[];
  @ApiProperty({ type: [String] }) deciders!: string[];
}

class ValidationResponse extends GroundsResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date' }) decidedOn!: Day;
  @ApiProperty({ format: 'date' }) wasDueOn!: Day;
  @ApiProperty({ format: 'date', description: 'The day of the next check it set' }) validateBy!: Day;
  @ApiProperty() decision!: string;
  @ApiProperty({ type: String, nullable: true }) dissent!: string | null;
  @ApiProperty() decidedBy!: string;
}

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
  @ApiProperty({ description: 'True: a merge found another period of the same time to stand; this one counts nowhere' })
  isSetAside!: boolean;
  @ApiProperty({ enum: ['decided', 'changed', 'imported', 'earlier'] }) cameAbout!: CameAbout;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The version of the identification method it was decided by',
  })
  methodVersion!: number | null;
  @ApiProperty({ type: GroundsResponse }) grounds!: GroundsResponse;
  @ApiProperty({ type: String, nullable: true, description: 'Null: nobody disagreed' }) dissent!: string | null;
  @ApiProperty({ type: String, nullable: true }) considered!: string | null;
  @ApiProperty({ format: 'date', description: 'By when it is checked that the person still belongs' }) validateBy!: Day;
  @ApiProperty({ type: [ValidationResponse] }) validations!: ValidationResponse[];
  @ApiProperty({ type: String, nullable: true, description: 'For a move: who took the person over' })
  acceptingAuthority!: string | null;
  @ApiProperty({ type: String, nullable: true }) acceptedBy!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) acceptedOn!: Day | null;
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

/** A check was written down, and the next is due on this day. */
export class ValidatedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date' }) validateBy!: Day;
}

/** The period that goes on from the one before. */
export class PlaceChangedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** What followed, in sentences: a review that was brought forward. */
  @ApiProperty({ type: [String] }) effects!: string[];
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
  isSetAside: row.is_set_aside,
  cameAbout: row.came_about,
  methodVersion: row.method_number,
  grounds: row.grounds,
  dissent: row.dissent,
  considered: row.considered,
  validateBy: row.validate_by,
  validations: row.validations,
  acceptingAuthority: row.accepting_authority,
  acceptedBy: row.accepted_by,
  acceptedOn: row.accepted_on,
  recordedAt: row.recorded_at.toISOString(),
  version: row.version,
});
