import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface RiskRow {
  id: string;
  number: number;
  cause: string;
  event: string;
  effect: string;
  controls: string;
  agency_id: string;
  agency: string;
  owner_id: string;
  owner: string;
  inherent_likelihood: number;
  inherent_impact: number;
  current_likelihood: number;
  current_impact: number;
  target_likelihood: number;
  target_impact: number;
  review_due_on: Day;
  closed_on: Day | null;
  closed_reason: string | null;
  version: number;
}

const RISK = `
  SELECT r.id, r.number, r.cause, r.event, r.effect, r.controls, r.agency_id, g.name AS agency, r.owner_id, u.display_name AS owner,
         r.inherent_likelihood, r.inherent_impact, r.current_likelihood, r.current_impact, r.target_likelihood, r.target_impact,
         r.review_due_on, r.closed_on, r.closed_reason, r.version
    FROM strategic_risks r JOIN agencies g ON g.id = r.agency_id JOIN users u ON u.id = r.owner_id`;

/** The whole register, the gravest first: about no case, so not audited, and too few for a second page. */
export const risks = (): Statement => ({
  name: 'strategic-risks',
  text: `${RISK} ORDER BY r.closed_on IS NOT NULL, r.current_likelihood * r.current_impact DESC, r.number LIMIT 500`,
});

export const riskById = (id: string): Statement => ({
  name: 'strategic-risk',
  text: `${RISK} WHERE r.id = $1`,
  values: [id],
});

export interface ScoreRow {
  scored_on: Day;
  likelihood: number;
  impact: number;
  reason: string;
  scored_by: string;
}

/** Oldest first, as its history is drawn. */
export const scoresOf = (id: string): Statement => ({
  name: 'strategic-risk-scores',
  text: `SELECT s.scored_on, s.likelihood, s.impact, s.reason, u.display_name AS scored_by
           FROM strategic_risk_scores s JOIN users u ON u.id = s.scored_by
          WHERE s.risk_id = $1 ORDER BY s.scored_on, s.recorded_at, s.id LIMIT 500`,
  values: [id],
});
