import type { Tier } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ExitReason, Strand } from './cohort-words';

export interface CohortMembershipRow {
  id: string;
  individual_id: string;
  individual_reference: string;
  panel_id: string;
  panel: string;
  started_on: Day;
  ended_on: Day | null;
  tier: Tier;
  strand: Strand | null;
  is_experiencing: boolean | null;
  is_perpetrating: boolean | null;
  decision: string;
  evidence: string;
  evidence_on: Day;
  decided_by: string;
  decided_by_id: string;
  recorded_at: Date;
  exit_reason: ExitReason | 'superseded' | null;
  exit_rationale: string | null;
  version: number;
  access_keys: string[];
}

const PERIOD = `
  SELECT m.id, m.individual_id, i.reference AS individual_reference, m.panel_id, p.name AS panel, m.started_on, m.ended_on,
         m.tier, m.strand, m.is_experiencing, m.is_perpetrating, m.decision, m.evidence, m.evidence_on,
         u.display_name AS decided_by, m.decided_by AS decided_by_id, m.recorded_at, m.exit_reason, m.exit_rationale,
         m.version, i.access_keys
    FROM cohort_memberships m
    JOIN individuals i ON i.id = m.individual_id
    JOIN panels p ON p.id = m.panel_id
    JOIN users u ON u.id = m.decided_by
   WHERE i.access_keys && $1::uuid[]`;

/** Every cohort period of one person, the present one first. */
export const periodsOf = (actor: Actor, individualId: string): Statement => ({
  name: 'cohort-periods',
  text: `${PERIOD} AND m.individual_id = $2 ORDER BY m.started_on DESC, m.recorded_at DESC, m.id DESC`,
  values: [actor.accessKeys, individualId],
});

export const periodById = (actor: Actor, id: string): Statement => ({
  name: 'cohort-period',
  text: `${PERIOD} AND m.id = $2`,
  values: [actor.accessKeys, id],
});

/** The present cohort within the actor's sight, longest in it first. */
export const presentCohortPage = (actor: Actor, page: { after?: (string | null)[]; limit: number }): Statement => ({
  name: 'cohort-now',
  text: `${PERIOD} AND m.ended_on IS NULL AND ($2::date IS NULL OR (m.started_on, m.id) > ($2::date, $3::uuid))
         ORDER BY m.started_on, m.id LIMIT $4`,
  values: [actor.accessKeys, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
});
