import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether somebody is disabled is asked like their ethnicity: a rule of its own in both functions, which are written whole. */
export class DisabilityAsked1795305600651 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(functions({ ...BEFORE, ...DISABILITY }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(functions(BEFORE));
  }
}

const functions = (conditions: Record<string, string>): string => `
      CREATE OR REPLACE FUNCTION data_quality_problems(today date, keys uuid[])
        RETURNS TABLE (rule text, individual_id uuid, agency_id uuid) LANGUAGE sql STABLE ROWS 1000 AS $$
        WITH cases AS MATERIALIZED (${cases('i.access_keys && keys')}) ${problemsOf(conditions)} $$;
      COMMENT ON FUNCTION data_quality_problems(date, uuid[]) IS
        'One row for each rule that a case of the cohort breaks, of cases these keys open; agency_id is the lead professional''s. The one list of rules: data_quality_counts() is made from the same text.';
      CREATE OR REPLACE FUNCTION data_quality_counts(today date)
        RETURNS TABLE (rule text, agency_id uuid, cases integer, problems integer)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
      BEGIN
        IF NOT (actor_has_role('analyst') OR actor_has_role('governance') OR actor_has_role('panel_chair')) THEN
          RAISE EXCEPTION 'Counts of data quality are for analysts, governance and chairs.' USING ERRCODE = 'TC003';
        END IF;
        RETURN QUERY
        WITH cases AS MATERIALIZED (${cases('NOT i.is_restricted')}),
        problem AS (${problemsOf(conditions)}),
        agency AS (SELECT c.lead_agency_id, count(*)::integer AS n FROM cases c GROUP BY c.lead_agency_id)
        SELECT r.rule, a.lead_agency_id, a.n, coalesce(p.n, 0)
          FROM agency a CROSS JOIN (VALUES ${Object.keys(conditions)
            .map((rule) => `('${rule}')`)
            .join(',')}) AS r (rule)
          LEFT JOIN (SELECT q.rule, q.agency_id, count(*)::integer AS n FROM problem q GROUP BY q.rule, q.agency_id) p
            ON p.rule = r.rule AND p.agency_id IS NOT DISTINCT FROM a.lead_agency_id;
      END $$;
      COMMENT ON FUNCTION data_quality_counts(date) IS
        'How many cases of the cohort there are by the agency that leads them, and how many break each rule. Counts only; restricted people are in none of them.';`;

const problemsOf = (conditions: Record<string, string>): string =>
  Object.entries(conditions)
    .map(([rule, condition]) => found(rule, condition))
    .join('\n    UNION ALL ');

const cases = (within: string): string => `
  SELECT i.id, i.date_of_birth, i.sex, i.ethnicity, i.gender, i.communication_needs, a.agency_id AS lead_agency_id, a.user_id AS lead_id
    FROM cohort_memberships m
    JOIN individuals i ON i.id = m.individual_id AND ${within}
    LEFT JOIN assignments a ON a.individual_id = i.id AND a.kind = 'lead_professional' AND a.ended_at IS NULL
   WHERE m.ended_on IS NULL`;

const found = (rule: string, condition: string): string =>
  `SELECT '${rule}'::text AS rule, c.id AS individual_id, c.lead_agency_id AS agency_id FROM cases c WHERE ${condition}`;

const current = (fact: string): string =>
  `${fact}.withdrawn_at IS NULL AND (${fact}.until_on IS NULL OR ${fact}.until_on > today)`;

const BEFORE: Record<string, string> = {
  no_date_of_birth: 'c.date_of_birth IS NULL',
  sex_not_recorded: `c.sex = 'not_recorded'`,
  // NS, not stated, is an answer; not_asked is not.
  ethnicity_not_asked: `c.ethnicity = 'not_asked'`,
  communication_needs_not_asked: 'c.communication_needs IS NULL',
  no_address: `NOT EXISTS (SELECT 1 FROM individual_addresses d WHERE d.individual_id = c.id AND ${current('d')})`,
  no_education: `c.date_of_birth > today - interval '18 years'
    AND NOT EXISTS (SELECT 1 FROM individual_education e WHERE e.individual_id = c.id AND e.status <> 'not_known' AND ${current('e')})`,
  unverified_identifier: `EXISTS (SELECT 1 FROM individual_identifiers d WHERE d.individual_id = c.id AND NOT d.is_verified AND d.withdrawn_at IS NULL)`,
  two_homes: `(SELECT count(*) FROM individual_addresses d WHERE d.individual_id = c.id AND d.kind = 'home' AND ${current('d')}) > 1`,
  custody_and_school: `EXISTS (SELECT 1 FROM individual_statuses s WHERE s.individual_id = c.id AND s.kind = 'custody'
      AND s.status IN ('police_custody','remand','sentenced') AND s.from_on <= today AND ${current('s')})
    AND EXISTS (SELECT 1 FROM individual_education e WHERE e.individual_id = c.id AND e.status = 'on_roll' AND ${current('e')})`,
  lead_left: `EXISTS (SELECT 1 FROM users u WHERE u.id = c.lead_id AND (u.status <> 'active' OR u.agency_id <> c.lead_agency_id))`,
  stale_voice: `EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = c.id AND p.status <> 'closed' AND p.current_edition IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM plan_entries e WHERE e.individual_id = c.id AND e.section = 'voice' AND e.voice_answer <> 'could_not_ask'
      AND e.recorded_at >= today - interval '6 months')
    AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.individual_id = c.id AND r.person_view_answer <> 'could_not_ask'
      AND r.held_on >= today - interval '6 months')`,
  plan_without_goals: `EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = c.id AND p.status <> 'closed'
      AND NOT EXISTS (SELECT 1 FROM plan_goals g WHERE g.plan_id = p.id))`,
};

/** The newest that every agency may read, as the figures by group count it: what only health may read is not told by a gap here. */
const DISABILITY: Record<string, string> = {
  disability_not_asked: `coalesce((SELECT m.answer FROM measures m WHERE m.individual_id = c.id AND m.kind = 'disability' AND m.visibility = 'all_agencies'
      ORDER BY m.known_on DESC, m.recorded_at DESC LIMIT 1), 'not_asked') = 'not_asked'`,
};
