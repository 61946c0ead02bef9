import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { RuleName } from './rules';

export interface ProblemCountRow {
  rule: RuleName;
  problems: number;
}

/** How many cases in the actor's sight break each rule. */
export const problemCounts = (actor: Actor, today: Day, agencyId: string | null): Statement => ({
  name: 'data-quality-problem-counts',
  text: `SELECT p.rule, count(*)::integer AS problems FROM data_quality_problems($1::date, $2::uuid[]) p
          WHERE $3::uuid IS NULL OR p.agency_id = $3 GROUP BY p.rule`,
  values: [today, actor.accessKeys, agencyId],
});

export interface ProblemRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  agency: string | null;
}

/** The cases in the actor's sight that break one rule, by reference. */
export const problemCases = (
  actor: Actor,
  { today, rule, agencyId, after, limit }: Asked & { after: string | null; limit: number },
): Statement => ({
  name: `data-quality-${rule}`,
  text: `SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, g.name AS agency
           FROM data_quality_problems($1::date, $2::uuid[]) p
           JOIN individuals i ON i.id = p.individual_id AND i.access_keys && $2::uuid[]
           LEFT JOIN agencies g ON g.id = p.agency_id
          WHERE p.rule = '${rule}' AND ($3::uuid IS NULL OR p.agency_id = $3) AND ($4::text IS NULL OR i.reference > $4)
          ORDER BY i.reference LIMIT $5`,
  values: [today, actor.accessKeys, agencyId, after, limit + 1],
});

export interface Asked {
  today: Day;
  rule: RuleName;
  agencyId: string | null;
}

export interface QualityCountRow {
  rule: RuleName;
  agency: string | null;
  cases: number;
  problems: number;
}

/** Counts by the agency that leads the cases: no names, nobody restricted. For analysts, governance and chairs. */
export const qualityCounts = (today: Day): Statement => ({
  name: 'data-quality-counts',
  text: `SELECT c.rule, g.name AS agency, c.cases, c.problems FROM data_quality_counts($1::date) c
           LEFT JOIN agencies g ON g.id = c.agency_id ORDER BY g.name NULLS LAST, c.rule`,
  values: [today],
});
