import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { scoreOf } from '../domain/risk-score';
import { currentOf, inherentOf, targetOf } from './present-risks';
import { NewRiskFields } from './risk.fields';
import type { OneRisk } from './risk-reads';
import type { RiskRow, ScoreRow } from './risks.queries';

export class RiskResponse extends NewRiskFields {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: number;
  @ApiProperty() agency!: string;
  @ApiProperty() owner!: string;
  @ApiProperty() inherentScore!: number;
  @ApiProperty() currentScore!: number;
  @ApiProperty() targetScore!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) closedOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) closedReason!: string | null;
  @ApiProperty() version!: number;
}

class RiskScoreResponse {
  @ApiProperty({ format: 'date' }) scoredOn!: Day;
  @ApiProperty() likelihood!: number;
  @ApiProperty() impact!: number;
  @ApiProperty() reason!: string;
  @ApiProperty() scoredBy!: string;
}

export class OneRiskResponse extends RiskResponse {
  @ApiProperty({ type: [RiskScoreResponse], description: 'Oldest first' }) scores!: RiskScoreResponse[];
}

export class RisksResponse {
  @ApiProperty({ type: [RiskResponse] }) items!: RiskResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

export const riskResponse = (row: RiskRow): RiskResponse => ({
  id: row.id,
  number: row.number,
  cause: row.cause,
  event: row.event,
  effect: row.effect,
  controls: row.controls,
  agencyId: row.agency_id,
  agency: row.agency,
  ownerId: row.owner_id,
  owner: row.owner,
  inherentLikelihood: row.inherent_likelihood,
  inherentImpact: row.inherent_impact,
  inherentScore: scoreOf(inherentOf(row)),
  currentLikelihood: row.current_likelihood,
  currentImpact: row.current_impact,
  currentScore: scoreOf(currentOf(row)),
  targetLikelihood: row.target_likelihood,
  targetImpact: row.target_impact,
  targetScore: scoreOf(targetOf(row)),
  reviewDueOn: row.review_due_on,
  closedOn: row.closed_on,
  closedReason: row.closed_reason,
  version: row.version,
});

export const oneRiskResponse = ({ risk, scores }: OneRisk): OneRiskResponse => ({
  ...riskResponse(risk),
  scores: scores.map(scoreResponse),
});

const scoreResponse = (row: ScoreRow): RiskScoreResponse => ({
  scoredOn: row.scored_on,
  likelihood: row.likelihood,
  impact: row.impact,
  reason: row.reason,
  scoredBy: row.scored_by,
});
