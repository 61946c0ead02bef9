import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the scan reads is kept by triggers. Once a day all of it is compared with the one definition, and put right. */
export class KeptObligationsChecked1795305600300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kept_obligation_checks (
        day date CONSTRAINT kept_obligation_checks_pk PRIMARY KEY,
        checked_at timestamptz NOT NULL,
        cases_wrong integer NOT NULL CONSTRAINT kept_obligation_checks_counted CHECK (cases_wrong >= 0)
      );
      COMMENT ON TABLE kept_obligation_checks IS
        'On which days kept_obligations was compared with obligations(), and of how many cases it was wrong until then.';
      ALTER TABLE kept_obligation_checks ENABLE ROW LEVEL SECURITY; ALTER TABLE kept_obligation_checks FORCE ROW LEVEL SECURITY;
      CREATE POLICY kept_obligation_checks_seen ON kept_obligation_checks FOR SELECT TO cohort_app
        USING ((SELECT actor_id()) = system_user_id() OR (SELECT actor_has_role('administrator')) OR (SELECT actor_has_role('governance')));
      CREATE POLICY kept_obligation_checks_service ON kept_obligation_checks TO cohort_system USING (true) WITH CHECK (true);
      GRANT SELECT ON kept_obligation_checks TO cohort_app;
      GRANT SELECT, INSERT, UPDATE ON kept_obligation_checks TO cohort_system;

      CREATE FUNCTION check_kept_obligations(today date, at timestamptz) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' SET jit = off AS $$
      DECLARE
        wrong integer;
      BEGIN
        PERFORM refuse_all_but_the_service();
        -- One statement, so one moment: what is noted as changed is not worked out yet, and not wrong.
        WITH kept AS MATERIALIZED (
          SELECT k.individual_id, k.kind, k.subject_id, k.subject_version, k.due_on FROM kept_obligations k
        ), owed AS MATERIALIZED (
          SELECT o.individual_id, o.kind, o.subject_id, o.subject_version, o.due_on FROM obligations('9999-12-31') o
           WHERE o.kind NOT IN ('review','action','chase','minutes')
        ), noted AS (
          INSERT INTO changed_cases (individual_id)
          SELECT DISTINCT d.individual_id
            FROM ((SELECT * FROM kept EXCEPT SELECT * FROM owed) UNION ALL (SELECT * FROM owed EXCEPT SELECT * FROM kept)) d
           WHERE NOT EXISTS (SELECT 1 FROM changed_cases c WHERE c.individual_id = d.individual_id)
          RETURNING 1
        )
        SELECT count(*)::integer INTO wrong FROM noted;
        INSERT INTO kept_obligation_checks AS c (day, checked_at, cases_wrong) VALUES (today, at, wrong)
          ON CONFLICT ON CONSTRAINT kept_obligation_checks_pk DO UPDATE
             SET checked_at = excluded.checked_at, cases_wrong = c.cases_wrong + excluded.cases_wrong;
        RETURN wrong;
      END $$;
      COMMENT ON FUNCTION check_kept_obligations(date, timestamptz) IS
        'Of how many cases what is kept differs from what is owed; the next scan works them out again. A case that changed since the last scan is not among them.';
      ALTER FUNCTION check_kept_obligations(date, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION check_kept_obligations(date, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION check_kept_obligations(date, timestamptz) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP FUNCTION check_kept_obligations(date, timestamptz); DROP TABLE kept_obligation_checks',
    );
  }
}
