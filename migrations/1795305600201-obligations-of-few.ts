import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sender asks what still stands about a few cases, and was answered by looking through all of them: with a million
 * schedules no message left within the time a statement has. Now it looks at those few.
 */
export class ObligationsOfFew1795305600201 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(OF_FEW_SQL);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    await queryRunner.query(`ALTER FUNCTION ${CLAIM} ${FEW_ROWS.map((name) => `SET ${name} = off`).join(' ')}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER FUNCTION ${CLAIM} ${FEW_ROWS.map((name) => `RESET ${name}`).join(' ')}`);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, becomes, was));
    await queryRunner.query('DROP FUNCTION obligations_of(date, uuid[]); DROP INDEX review_schedules_plan_index');
  }
}

const CLAIM = 'claim_reminders(uuid, uuid, date, timestamptz, integer)';
/** A claim is about a handful of rows, which the planner cannot know of what a function answers. */
const FEW_ROWS = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'jit'];

const OF_FEW_SQL = `
  -- Every schedule a plan ever had: the unique index knows the one that runs.
  CREATE INDEX review_schedules_plan_index ON review_schedules (plan_id);

  CREATE FUNCTION obligations_of(until date, individuals uuid[])
    RETURNS TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[],
                   owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
    LANGUAGE plpgsql STABLE ROWS 10 AS $$
  DECLARE
    one uuid;
  BEGIN
    -- One at a time: an equality reaches every index of every kind, a list does not reach below what is grouped.
    FOREACH one IN ARRAY coalesce(individuals, '{}') LOOP
      RETURN QUERY SELECT o.* FROM obligations(until) o WHERE o.individual_id = one;
    END LOOP;
  END $$;
  COMMENT ON FUNCTION obligations_of(date, uuid[]) IS 'obligations() of some cases: the same definition, at a cost of these cases alone.';
  REVOKE ALL ON FUNCTION obligations_of(date, uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION obligations_of(date, uuid[]) TO cohort_system;
`;

const REPLACED = [
  [
    'reminders_reached(date, uuid[])',
    'FROM obligations(today + 60) o',
    `FROM (SELECT * FROM obligations(today + 60) WHERE only_subjects IS NULL
              UNION ALL
              SELECT * FROM obligations_of(today + 60, (SELECT array_agg(DISTINCT w.individual_id) FROM reminders w
                                                         WHERE w.subject_id = ANY (only_subjects)))) o`,
  ],
  [
    'suppress_what_is_over(date, uuid)',
    `LEFT JOIN obligations('9999-12-31') still`,
    `LEFT JOIN obligations_of('9999-12-31', (SELECT array_agg(DISTINCT w.individual_id) FROM waiting w JOIN over v ON v.id = w.id)) still`,
  ],
] as const;

/** Changes one place in the body of a function, and fails when it is not there. */
const replaceIn = (signature: string, was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('${signature}'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION '${signature} is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
