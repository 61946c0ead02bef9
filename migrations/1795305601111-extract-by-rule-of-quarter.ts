import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An extract was measured by the rule for small numbers that was set last, although that counts from the next quarter, and one that was
 * agreed to was refused. Now it is that of the running quarter, as on every page of figures.
 */
export class ExtractByRuleOfQuarter1795305601111 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION extract_details(); ${DETAILS} ${granted('extract_details(date)')}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION extract_details(date); ${BEFORE} ${granted('extract_details()')}`);
  }
}

const granted = (name: string): string => `
  COMMENT ON FUNCTION ${name} IS 'For each step how many people an extract would hold, how many of them alone, and of how many it would withhold by what they could be found again. Counts only.';
  ALTER FUNCTION ${name} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${name} TO cohort_app;`;

/** The rule of the quarter in which the day lies: no report of it is published before it is over. */
const DETAILS = `
  CREATE FUNCTION extract_details(on_day date) RETURNS TABLE (detail integer, least_group integer, people integer, alone integer, withheld integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE
    began timestamptz := date_trunc('quarter', on_day::timestamp) AT TIME ZONE 'Europe/London';
    smallest integer := greatest(5, coalesce((
      SELECT r.threshold FROM small_number_rules r
       WHERE r.set_at < greatest(began, coalesce((SELECT min(s.recorded_at) FROM figure_sets s), 'infinity'))
       ORDER BY r.set_at DESC, r.id DESC LIMIT 1), 5));
  BEGIN
    IF NOT (actor_has_role('analyst') OR actor_has_role('governance')) THEN
      RAISE EXCEPTION 'Extracts are for analysts and governance.' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    SELECT s.detail, smallest, count(g.id)::integer, count(*) FILTER (WHERE g.people = 1)::integer, count(*) FILTER (WHERE g.is_withheld)::integer
      FROM generate_series(0, 6) s(detail) LEFT JOIN LATERAL extract_grouped(s.detail, smallest) g ON true GROUP BY s.detail ORDER BY s.detail;
  END $$;`;

const BEFORE = `
  CREATE FUNCTION extract_details() RETURNS TABLE (detail integer, least_group integer, people integer, alone integer, withheld integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE smallest integer := greatest(5, coalesce((SELECT r.threshold FROM small_number_rules r ORDER BY r.set_at DESC, r.id DESC LIMIT 1), 5));
  BEGIN
    IF NOT (actor_has_role('analyst') OR actor_has_role('governance')) THEN
      RAISE EXCEPTION 'Extracts are for analysts and governance.' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    SELECT s.detail, smallest, count(g.id)::integer, count(*) FILTER (WHERE g.people = 1)::integer, count(*) FILTER (WHERE g.is_withheld)::integer
      FROM generate_series(0, 6) s(detail) LEFT JOIN LATERAL extract_grouped(s.detail, smallest) g ON true GROUP BY s.detail ORDER BY s.detail;
  END $$;`;
