import { restsOnBandSql, type Tier } from '../individuals';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { CameAbout, ExitReason, Strand } from './cohort-words';
import type { EvidenceKind } from './domain/grounds';

/** What a decision rests on, as it was written down. */
export interface GroundsRow {
  criteria: string[];
  evidence: { kind: EvidenceKind | 'imported'; text: string; happenedOn: Day }[];
  deciders: string[];
}

/** One time it was checked that the person still belongs. */
export interface ValidationRow extends GroundsRow {
  id: string;
  decidedOn: Day;
  wasDueOn: Day;
  validateBy: Day;
  decision: string;
  dissent: string | null;
  decidedBy: string;
}

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
  /** Another stay of the same time was found to stand when two records were merged: kept, and counted nowhere. */
  is_set_aside: boolean;
  came_about: CameAbout;
  /** In by a spreadsheet's word alone, and not checked since. */
  rests_on_band: boolean;
  method_number: number | null;
  dissent: string | null;
  considered: string | null;
  /** Worked out where none is kept. */
  validate_by: Day;
  accepting_authority: string | null;
  accepted_by: string | null;
  accepted_on: Day | null;
  grounds: GroundsRow;
  validations: ValidationRow[];
  version: number;
  access_keys: string[];
}

/** The grounds of a period (`IS NULL`) or of one of its validations (`= v.id`). */
const groundsSql = (validation: string): string => `
         'criteria', ARRAY(SELECT x.text FROM cohort_criteria_met c JOIN identification_criteria x ON x.id = c.criterion_id
                            WHERE c.membership_id = m.id AND c.validation_id ${validation} ORDER BY x.position),
         'evidence', (SELECT coalesce(json_agg(json_build_object('kind', e.kind, 'text', e.text, 'happenedOn', e.happened_on) ORDER BY e.id), '[]')
                        FROM cohort_evidence e WHERE e.membership_id = m.id AND e.validation_id ${validation}),
         'deciders', ARRAY(SELECT d.name FROM cohort_deciders d WHERE d.membership_id = m.id AND d.validation_id ${validation} ORDER BY d.id)`;

const PERIOD = `
  SELECT m.id, m.individual_id, i.reference AS individual_reference, m.panel_id, p.name AS panel, m.started_on, m.ended_on,
         m.tier, m.strand, m.is_experiencing, m.is_perpetrating, m.decision, m.evidence, m.evidence_on,
         u.display_name AS decided_by, m.decided_by AS decided_by_id, m.recorded_at, m.exit_reason, m.exit_rationale, m.set_aside_by IS NOT NULL AS is_set_aside,
         m.version, i.access_keys, m.came_about, m.ended_on IS NULL AND ${restsOnBandSql('m')} AS rests_on_band, method.number AS method_number, m.dissent, m.considered,
         working_day_on_or_before(coalesce(m.validate_by, (m.started_on + interval '6 months')::date)) AS validate_by,
         m.accepting_authority, m.accepted_by, m.accepted_on,
         json_build_object(${groundsSql('IS NULL')}) AS grounds,
         (SELECT coalesce(json_agg(json_build_object('id', v.id, 'decidedOn', v.decided_on, 'wasDueOn', v.was_due_on,
                   'validateBy', v.validate_by, 'decision', v.decision, 'dissent', v.dissent, 'decidedBy', w.display_name,
                   ${groundsSql('= v.id')}) ORDER BY v.recorded_at DESC, v.id DESC), '[]')
            FROM cohort_validations v JOIN users w ON w.id = v.decided_by WHERE v.membership_id = m.id) AS validations
    FROM cohort_memberships m
    JOIN individuals i ON i.id = m.individual_id
    JOIN panels p ON p.id = m.panel_id
    JOIN users u ON u.id = m.decided_by
    LEFT JOIN identification_methods method ON method.id = m.method_id
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
