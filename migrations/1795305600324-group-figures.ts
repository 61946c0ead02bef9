import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who the work reaches, by ethnicity, sex, age and disability: frozen each quarter, beside a loaded census table; and marked changes. */
export class GroupFigures1795305600324 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(COUNTING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION freeze_group_figures(date, timestamptz);
      DROP POLICY measures_figures ON measures; REVOKE SELECT ON measures FROM cohort_system;
      DROP TABLE group_notices, census_counts, census_loads, group_figures;`);
  }
}

const READS = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('panel_chair')))`;

const TABLES = `
  CREATE TABLE group_figures (
    period_until date NOT NULL,
    measure text NOT NULL,
    dimension text NOT NULL CONSTRAINT group_figures_dimension_known CHECK (dimension IN ('all','ethnicity','sex','age_band','disability')),
    key text NOT NULL,
    people integer NOT NULL,
    frozen_at timestamptz NOT NULL,
    CONSTRAINT group_figures_pk PRIMARY KEY (period_until, measure, dimension, key)
  );
  COMMENT ON TABLE group_figures IS 'How many people of each group, at the end of a quarter. Shown protected to everybody: these are about what is sensitive.';
  CREATE TABLE census_loads (
    id uuid CONSTRAINT census_loads_pk PRIMARY KEY,
    source text NOT NULL CONSTRAINT census_loads_have_a_source CHECK (length(trim(source)) > 0),
    is_illustrative boolean NOT NULL,
    loaded_by uuid NOT NULL CONSTRAINT census_loads_loaded_by_fk REFERENCES users,
    loaded_at timestamptz NOT NULL
  );
  CREATE TABLE census_counts (
    load_id uuid NOT NULL CONSTRAINT census_counts_load_fk REFERENCES census_loads,
    dimension text NOT NULL,
    key text NOT NULL,
    people integer NOT NULL CONSTRAINT census_counts_people CHECK (people >= 0),
    CONSTRAINT census_counts_pk PRIMARY KEY (load_id, dimension, key)
  );
  COMMENT ON TABLE census_loads IS 'The population figures are held against; the newest counts, earlier ones stay.';
  CREATE TABLE group_notices (
    id uuid CONSTRAINT group_notices_pk PRIMARY KEY,
    period_until date NOT NULL,
    measure text NOT NULL,
    dimension text NOT NULL,
    key text NOT NULL,
    words text NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT group_notices_once UNIQUE (period_until, measure, dimension, key)
  );
  COMMENT ON TABLE group_notices IS 'A marked change of disproportionality from one quarter to the next, for governance and the chair.';
  ${['group_figures', 'census_loads', 'census_counts', 'group_notices']
    .map(
      (table) => `
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_see ON ${table} FOR SELECT TO cohort_app USING (${READS} OR (SELECT actor_id()) = system_user_id());
  GRANT SELECT ON ${table} TO cohort_app;`,
    )
    .join('')}
  CREATE POLICY group_figures_system ON group_figures TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON group_figures TO cohort_system;
  CREATE POLICY census_loads_load ON census_loads FOR INSERT TO cohort_app
    WITH CHECK (loaded_by = (SELECT actor_id()) AND ((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('panel_chair'))));
  CREATE POLICY census_counts_load ON census_counts FOR INSERT TO cohort_app
    WITH CHECK (EXISTS (SELECT 1 FROM census_loads l WHERE l.id = load_id AND l.loaded_by = (SELECT actor_id())));
  CREATE POLICY group_notices_make ON group_notices FOR INSERT TO cohort_app WITH CHECK ((SELECT actor_id()) = system_user_id());
  GRANT INSERT ON census_loads, census_counts, group_notices TO cohort_app;`;

const COUNTING = `
  CREATE POLICY measures_figures ON measures FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON measures TO cohort_system;
  CREATE FUNCTION freeze_group_figures(until_day date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    frozen integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    PERFORM pg_advisory_xact_lock(hashtext('freeze_group_figures'));
    IF EXISTS (SELECT 1 FROM group_figures g WHERE g.period_until = until_day)
       OR NOT EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.started_on <= until_day) THEN RETURN 0; END IF;
    INSERT INTO group_figures (period_until, measure, dimension, key, people, frozen_at)
    WITH people AS MATERIALIZED (
      SELECT i.id, CASE WHEN i.ethnicity = 'NS' THEN 'not_stated' WHEN i.ethnicity = 'not_asked' THEN 'not_asked' ELSE left(i.ethnicity, 1) END AS ethnicity,
             i.sex, CASE WHEN i.date_of_birth IS NULL THEN 'not_known' WHEN i.date_of_birth > until_day - interval '14 years' THEN 'under_14'
                         WHEN i.date_of_birth > until_day - interval '18 years' THEN '14_to_17' ELSE '18_and_over' END AS age_band,
             coalesce(d.answer, 'not_asked') AS disability
        FROM individuals i
        LEFT JOIN LATERAL (SELECT m.answer FROM measures m WHERE m.individual_id = i.id AND m.kind = 'disability' AND m.visibility = 'all_agencies'
                              AND m.known_on <= until_day ORDER BY m.known_on DESC, m.recorded_at DESC LIMIT 1) d ON true
       WHERE NOT i.is_restricted),
    facts AS (
      SELECT 'referred' AS measure, r.individual_id FROM referrals r
       WHERE r.referred_at < end_of_day(until_day) AND r.referred_at >= end_of_day(until_day) - interval '1 year'
      UNION SELECT 'entered', c.individual_id FROM cohort_memberships c
       WHERE c.started_on <= until_day AND c.started_on > until_day - interval '1 year' AND c.exit_reason IS DISTINCT FROM 'entered_in_error'
         AND NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = c.individual_id AND b.id <> c.id AND b.exit_reason = 'superseded' AND b.ended_on = c.started_on)
      UNION SELECT 'in_cohort', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort
      UNION SELECT 'high_band', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort AND p.tier IN ('critical', 'high')
      UNION SELECT 'planned', p.individual_id FROM figure_people(until_day) p JOIN figure_plans(until_day) l ON l.individual_id = p.individual_id WHERE p.in_cohort
      UNION SELECT 'stepped_down', c.individual_id FROM cohort_memberships c
       WHERE c.exit_reason = 'stepped_down' AND c.ended_on <= until_day AND c.ended_on > until_day - interval '1 year'
      UNION SELECT 'top_five', t.individual_id FROM top_five_people t JOIN top_five_lists l ON l.id = t.list_id
       WHERE l.period_until <= until_day AND l.period_until > until_day - interval '1 year'
      UNION SELECT 'restriction_lifted', x.individual_id FROM individual_restrictions x
       WHERE x.lifted_at < end_of_day(until_day) AND x.lifted_at >= end_of_day(until_day) - interval '1 year')
    SELECT until_day, f.measure, v.dimension, v.key, count(*), at
      FROM facts f JOIN people p ON p.id = f.individual_id
     CROSS JOIN LATERAL (VALUES ('all', 'all'), ('ethnicity', p.ethnicity), ('sex', p.sex), ('age_band', p.age_band), ('disability', p.disability)) v (dimension, key)
     GROUP BY f.measure, v.dimension, v.key;
    GET DIAGNOSTICS frozen = ROW_COUNT;
    RETURN frozen;
  END $$;
  COMMENT ON FUNCTION freeze_group_figures(date, timestamptz) IS
    'Counts by group at the end of a quarter, without restricted people: a count of those would say that there are some. What can be said is how many restrictions were lifted.';
  ALTER FUNCTION freeze_group_figures(date, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION freeze_group_figures(date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION freeze_group_figures(date, timestamptz) TO cohort_app;`;
