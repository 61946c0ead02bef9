import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { type Dimension, type Direction, type Shape, WHOLE } from './domain/figure';

export interface DefinitionRow {
  id: string;
  code: string;
  number: number;
  position: number;
  name: string;
  wording: string;
  numerator: string;
  denominator: string;
  cut_off: string;
  direction: Direction;
  shape: Shape;
  target: number | null;
  amber_within: number;
  baseline: string;
  owner: string;
  source: string;
  method: string;
  kind: 'computed' | 'entered' | 'imported';
  rule: string | null;
  held_by: string | null;
  in_force_on: Day;
  made_by: string;
  made_at: Date;
}

const DEFINITION = `d.id, d.code, d.number, d.position, d.name, d.wording, d.numerator, d.denominator, d.cut_off, d.direction, d.shape,
       d.target::float8 AS target, d.amber_within::float8 AS amber_within, d.baseline, d.owner, d.source, d.method, d.kind, d.rule, d.held_by,
       d.in_force_on, u.display_name AS made_by, d.made_at`;

/** The version of each indicator that is in force on a day. */
export const definitionsInForce = (today: Day): Statement => ({
  name: 'indicator-definitions',
  text: `SELECT * FROM (SELECT DISTINCT ON (d.code) ${DEFINITION} FROM indicator_definitions d JOIN users u ON u.id = d.made_by
           WHERE d.in_force_on <= $1::date ORDER BY d.code, d.number DESC) x ORDER BY position, code`,
  values: [today],
});

export const versionsOfDefinition = (code: string): Statement => ({
  name: 'indicator-versions',
  text: `SELECT ${DEFINITION} FROM indicator_definitions d JOIN users u ON u.id = d.made_by WHERE d.code = $1 ORDER BY d.number DESC`,
  values: [code],
});

export interface FigureRow {
  code: string;
  period_from: Day;
  period_until: Day;
  /** 1 was frozen or supplied first; later ones correct it. Null for today's figure. */
  number: number | null;
  source: 'computed' | 'entered' | 'imported';
  has_data: boolean;
  note: string;
  recorded_by: string;
  recorded_at: Date;
  definition_number: number | null;
  /** By what the quarter is judged, for ever; today's figure by the definition in force. */
  target?: number | null;
  direction?: Direction;
  amber_within?: number;
  dimension: string | null;
  key: string;
  met: number;
  total: number;
  amount: number | null;
}

const CELL = `c.dimension, c.key, c.met::float8 AS met, c.total::float8 AS total, c.amount::float8 AS amount`;

const JUDGED_BY = `d.target::float8 AS target, d.direction, d.amber_within::float8 AS amber_within`;

/** Which parts of figures a page needs. */
export type Parts = readonly Dimension[];

/** Today's figures as they are kept: counts alone. Of one indicator, or of all. */
export const keptFigures = (code: string | null, parts: Parts): Statement => ({
  name: 'kept-figures',
  text: `
    SELECT c.code, c.period_from, c.period_until, NULL::integer AS number, 'computed' AS source, true AS has_data, '' AS note,
           'The service' AS recorded_by, c.kept_at AS recorded_at, NULL::integer AS definition_number, ${CELL}
      FROM kept_figures c WHERE ($1::text IS NULL OR c.code = $1) AND c.dimension = ANY ($2::text[]) ORDER BY c.dimension, c.key`,
  values: [code, parts],
});

/** Frozen figures of quarters that ended in these days, corrections after what they correct. */
export const frozenFigures = (code: string | null, from: Day, until: Day, parts: Parts): Statement => ({
  name: 'frozen-figures',
  text: FROZEN,
  values: [code, from, until, parts],
});

/** The same of every indicator, whole: for a report, which is of no one agency. */
export const frozenFiguresWhole = (from: Day, until: Day): Statement => ({
  name: 'frozen-figures-whole',
  text: FROZEN,
  values: [null, from, until, WHOLE],
});

// The sets by themselves, before their cells: under row-level security one plan for both went through every cell once for each user.
const FROZEN = `
    WITH s AS MATERIALIZED (
      SELECT s.id, s.code, s.period_from, s.period_until, s.number, s.source, s.has_data, s.note, u.display_name AS recorded_by, s.recorded_at,
             d.number AS definition_number, ${JUDGED_BY}
        FROM figure_sets s JOIN indicator_definitions d ON d.id = s.definition_id JOIN users u ON u.id = s.recorded_by
       WHERE ($1::text IS NULL OR s.code = $1) AND s.period_until BETWEEN $2::date AND $3::date)
    SELECT s.code, s.period_from, s.period_until, s.number, s.source, s.has_data, s.note, s.recorded_by, s.recorded_at, s.definition_number,
           s.target, s.direction, s.amber_within, ${CELL}
      FROM s LEFT JOIN figure_cells c ON c.set_id = s.id AND c.dimension = ANY ($4::text[])
     ORDER BY s.period_until, s.number, c.dimension, c.key`;

export interface UnitRow {
  individual_id: string;
  reference: string;
  name: string;
  agency: string | null;
  met: number;
  total: number;
  amount: number | null;
}

export const MOST_LISTED = 500;

export interface UnitsAsked {
  rule: string;
  from: Day;
  until: Day;
  agency: string | null;
  part: { dimension: 'age_band' | 'strand' | 'part'; key: string } | null;
  isMet: boolean | null;
}

/**
 * Who stands behind a figure, by the same rule that counted it, as far as the reader may see. $4 narrows to the agency that the figure
 * was broken down by, $5 to those who count as met or not, $6 and $7 to one part of another breakdown.
 */
export const unitsBehind = ({ rule, from, until, agency, part, isMet }: UnitsAsked): Statement => ({
  name: 'figure-units',
  text: `
    SELECT i.id AS individual_id, i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name,
           string_agg(DISTINCT g.name, ', ') AS agency, count(*) FILTER (WHERE u.is_met)::integer AS met, count(*)::integer AS total, max(u.amount)::float8 AS amount
      FROM figure_units($1, $2::date, $3::date) u
      JOIN individuals i ON i.id = u.individual_id
      JOIN figure_people($3::date) p ON p.individual_id = u.individual_id
      LEFT JOIN agencies g ON g.id = coalesce(u.agency_id, p.agency_id)
     WHERE ($4::text IS NULL OR coalesce(coalesce(u.agency_id, p.agency_id)::text, 'none') = $4)
       AND ($5::boolean IS NULL OR coalesce(u.is_met, false) = $5)
       AND ($6::text IS NULL OR CASE $6 WHEN 'age_band' THEN p.age_band WHEN 'strand' THEN p.strand ELSE u.part END = $7)
     GROUP BY i.id ORDER BY i.reference LIMIT ${MOST_LISTED + 1}`,
  values: [rule, from, until, agency, isMet, part?.dimension ?? null, part?.key ?? null],
});

export interface RuleRow {
  mode: 'suppress' | 'round';
  threshold: number;
  base: number;
  is_zero_small: boolean;
  least_for_share: number;
  reason: string;
  set_by: string;
  set_at: Date;
}

/** The rules for small numbers that were set, newest first. */
export const smallNumberRules = (): Statement => ({
  name: 'small-number-rules',
  text: `SELECT r.mode, r.threshold, r.base, r.is_zero_small, r.least_for_share, r.reason, u.display_name AS set_by, r.set_at
           FROM small_number_rules r JOIN users u ON u.id = r.set_by ORDER BY r.set_at DESC, r.id DESC LIMIT 20`,
});

export interface QuarterRuleRow extends Omit<RuleRow, 'reason' | 'set_by' | 'set_at'> {
  period_until: Day;
}

/**
 * By which rule each quarter is read, the running one too: the same counts read by two rules tell of single people. The rule of its
 * first publication; else the newest that was set before it began, or before anything at all was frozen. Quarters of before there
 * was a rule have no row.
 */
export const quarterRules = (running: { from: Day; until: Day }): Statement => ({
  name: 'quarter-rules',
  text: `
    WITH quarters AS (
      SELECT s.period_until, min(s.period_from) AS period_from FROM figure_sets s GROUP BY s.period_until UNION SELECT $2::date, $1::date
    ), start AS (SELECT min(s.recorded_at) AS at FROM figure_sets s)
    SELECT q.period_until, r.mode, r.threshold, r.base, r.is_zero_small, r.least_for_share
      FROM quarters q CROSS JOIN start CROSS JOIN LATERAL (
        (SELECT p.mode, p.threshold, p.base, p.is_zero_small, p.least_for_share, 1 AS place
           FROM figure_publications p JOIN quarterly_reports w ON w.id = p.report_id WHERE w.period_until = q.period_until
          ORDER BY p.published_at, p.id LIMIT 1)
        UNION ALL
        (SELECT n.mode, n.threshold, n.base, n.is_zero_small, n.least_for_share, 2
           FROM small_number_rules n
          WHERE n.set_at < greatest(q.period_from::timestamp AT TIME ZONE 'Europe/London', coalesce(start.at, 'infinity'))
          ORDER BY n.set_at DESC, n.id DESC LIMIT 1)
        ORDER BY place LIMIT 1) r`,
  values: [running.from, running.until],
});
