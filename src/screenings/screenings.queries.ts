import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
import type { Axis, ToolDefinition } from './domain/tool-definition';
import type { JudgementDecisionMade } from './judgements/judgement-decision.entity';
import type { KeptAnswers, KeptResult } from './kept-screening';
import type { ScreeningSource } from './screening.entity';
import type { ToolVersionStatus } from './screening-tool-version.entity';

export const toolInForce: Statement = {
  name: 'screening-tool-in-force',
  text: `
    SELECT id, definition, in_force_on FROM screening_tool_versions
     WHERE status = 'in_force' ORDER BY in_force_on DESC, created_at DESC LIMIT 1`,
};

export interface ToolVersionRow {
  id: string;
  key: string;
  name: string;
  number: number;
  status: ToolVersionStatus;
  in_force_on: Day | null;
  definition: ToolDefinition;
  version: number;
}

/** Every version there ever was, newest first: an old screening names the one it was made with. */
export const toolVersions = (before: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'screening-tool-versions',
  text: `
    SELECT v.id, t.key, v.definition->>'title' AS name, v.number, v.status, v.in_force_on, v.definition, v.version
      FROM screening_tool_versions v JOIN screening_tools t ON t.id = v.tool_id
     WHERE $1::uuid IS NULL OR v.id < $1::uuid
     ORDER BY v.id DESC LIMIT $2`,
  values: [before?.[0] ?? null, limit + 1],
});

/** A screening without its answers. */
export interface ScreeningSummaryRow {
  id: string;
  individual_id: string;
  screened_on: Day;
  exploitation_band: ExploitationJudgement;
  violence_band: ViolenceJudgement;
  judged_exploitation_band: ExploitationJudgement | null;
  judged_violence_band: ViolenceJudgement | null;
  awaits_second_person: boolean;
  /** A band that somebody judged counts. */
  is_judged: boolean;
  /** The last known band stands, because too little was known to give a lower one. */
  has_standing: boolean;
  /** What the second person decided about a lower band; null without one. */
  judgement_decision: JudgementDecisionMade | null;
  source: ScreeningSource;
  screened_by: string;
  screened_by_name: string;
  agency_id: string;
  agency_name: string;
  tool_version_id: string | null;
  recorded_at: Date;
}

const isStanding = (axis: Axis): string =>
  `coalesce(c.judged_${axis}_band = c.result #>> '{${axis},stands,band}', false)`;

const isJudged = (axis: Axis): string => `(c.judged_${axis}_band IS NOT NULL AND NOT ${isStanding(axis)})`;

const SUMMARY = `
  c.id, c.individual_id, c.screened_on, c.exploitation_band, c.violence_band, c.judged_exploitation_band,
  c.judged_violence_band,
  d.id IS NULL AND (coalesce((c.result #>> '{judgement,exploitation,needsSecondPerson}')::boolean, false)
    OR coalesce((c.result #>> '{judgement,violence,needsSecondPerson}')::boolean, false)) AS awaits_second_person,
  (${isJudged('exploitation')} OR ${isJudged('violence')}) AS is_judged,
  (${isStanding('exploitation')} OR ${isStanding('violence')}) AS has_standing,
  d.decision AS judgement_decision,
  c.source, c.screened_by, u.display_name AS screened_by_name, c.agency_id, a.name AS agency_name, c.tool_version_id,
  c.recorded_at`;

const FROM = `
  FROM screenings c
  JOIN individuals i ON i.id = c.individual_id
  JOIN users u ON u.id = c.screened_by
  JOIN agencies a ON a.id = c.agency_id
  LEFT JOIN screening_judgement_decisions d ON d.screening_id = c.id`;

export interface ScreeningFilter {
  /** Null: of everyone within the actor's sight. */
  individualId: string | null;
  after: (string | null)[] | undefined;
  limit: number;
}

/** Screenings within the actor's sight, newest first. */
export const screenings = (actor: Actor, { individualId, after, limit }: ScreeningFilter): Statement => ({
  name: 'screenings',
  text: `
    SELECT ${SUMMARY} ${FROM}
     WHERE i.access_keys && $1::uuid[]
       AND ($2::uuid IS NULL OR c.individual_id = $2::uuid)
       AND ($3::date IS NULL OR (c.screened_on, c.id) < ($3::date, $4::uuid))
     ORDER BY c.screened_on DESC, c.id DESC
     LIMIT $5`,
  values: [actor.accessKeys, individualId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export interface ScreeningRow extends ScreeningSummaryRow {
  /** Null for an imported screening, which has no answers behind it. */
  answers: KeptAnswers | null;
  result: KeptResult | null;
  judgement_reason: string | null;
  decision_reason: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  definition: ToolDefinition | null;
}

const WHOLE = `${SUMMARY}, nullif(c.answers, '{}') AS answers, nullif(c.result, '{}') AS result, c.judgement_reason,
  d.reason AS decision_reason, decider.display_name AS decided_by_name, d.decided_at, v.definition ${FROM}
  LEFT JOIN users decider ON decider.id = d.decided_by
  LEFT JOIN screening_tool_versions v ON v.id = c.tool_version_id`;

export const screening = (actor: Actor, individualId: string, id: string): Statement => ({
  name: 'screening',
  text: `SELECT ${WHOLE} WHERE c.id = $1 AND c.individual_id = $2 AND i.access_keys && $3::uuid[]`,
  values: [id, individualId, actor.accessKeys],
});

export const screenedIndividualAt = (actor: Actor, individualId: string): Statement => ({
  name: 'screened-individual',
  text: 'SELECT i.id FROM individuals i WHERE i.id = $1 AND i.access_keys && $2::uuid[]',
  values: [individualId, actor.accessKeys],
});

export const screenedIndividualOf = (actor: Actor, id: string): Statement => ({
  name: 'screened-individual-of',
  text: `
    SELECT c.individual_id FROM screenings c JOIN individuals i ON i.id = c.individual_id
     WHERE c.id = $1 AND i.access_keys && $2::uuid[]`,
  values: [id, actor.accessKeys],
});

/** The newest screening of an individual: what "last time" is to the next one. */
export const newestScreening = (actor: Actor, individualId: string): Statement => ({
  name: 'newest-screening',
  text: `
    SELECT ${WHOLE} WHERE c.individual_id = $1 AND i.access_keys && $2::uuid[] AND c.source = 'recorded'
     ORDER BY c.screened_on DESC, c.recorded_at DESC, c.id DESC LIMIT 1`,
  values: [individualId, actor.accessKeys],
});

/** The screening of the same individual before this one: what "last time" was. */
export const screeningBefore = (actor: Actor, individualId: string, id: string): Statement => ({
  name: 'screening-before',
  text: `
    SELECT ${WHOLE}
      JOIN screenings this ON this.id = $1 AND this.individual_id = c.individual_id
     WHERE c.individual_id = $2 AND i.access_keys && $3::uuid[] AND (c.screened_on, c.id) < (this.screened_on, this.id)
     ORDER BY c.screened_on DESC, c.id DESC
     LIMIT 1`,
  values: [id, individualId, actor.accessKeys],
});
