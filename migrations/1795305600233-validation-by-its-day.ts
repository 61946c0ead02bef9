import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The check of a cohort decision is due on the day that was set for it, and a check that was made moves it. */
export class ValidationByItsDay1795305600233 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) {
      for (const [was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    }
    await queryRunner.query(noted('started_on, ended_on, exit_reason, individual_id, validate_by'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) {
      for (const [was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query(noted('started_on, ended_on, exit_reason, individual_id'));
  }
}

const FUNCTIONS = ['obligations(date)', 'obligations_of(date, uuid[])'];

/** Six months from the start is what stood for everybody before a day was kept. */
const REPLACED = [
  [
    `SELECT 'validation', c.id, 1, c.individual_id, (c.started_on + interval '6 months')::date, i.access_keys`,
    `SELECT 'validation', c.id, c.version, c.individual_id, coalesce(c.validate_by, (c.started_on + interval '6 months')::date), i.access_keys`,
  ],
  [
    `WHERE c.ended_on IS NULL AND (c.started_on + interval '6 months')::date <= until`,
    `WHERE c.ended_on IS NULL AND coalesce(c.validate_by, (c.started_on + interval '6 months')::date) <= until`,
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

/** What is kept of obligations is worked out again when one of these changes; and once now, for everybody. */
const noted = (columns: string): string => `
  DROP TRIGGER cohort_memberships_noted ON cohort_memberships;
  CREATE TRIGGER cohort_memberships_noted AFTER INSERT OR UPDATE OF ${columns} ON cohort_memberships
    FOR EACH ROW EXECUTE FUNCTION note_changed_case();
  -- The owner of a table is held by its policies too.
  ALTER TABLE cohort_memberships NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
  INSERT INTO changed_cases (individual_id) SELECT individual_id FROM cohort_memberships WHERE ended_on IS NULL;
  ALTER TABLE cohort_memberships FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;`;
