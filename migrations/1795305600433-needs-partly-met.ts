import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A need may be met in part. What is left of it asks for an action, in the factor matrix and in the figures. */
export class NeedsPartlyMet1795305600433 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(statuses(`'met','partly_met','unmet','not_applicable','not_yet_known'`));
    for (const [was, becomes] of REPLACED) await queryRunner.query(replaceIn(was, becomes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [was, becomes] of REPLACED) await queryRunner.query(replaceIn(becomes, was));
    await queryRunner.query(`
      ALTER TABLE plan_needs NO FORCE ROW LEVEL SECURITY;
      -- What the older service has no word for: part of it is not met.
      UPDATE plan_needs SET status = 'unmet' WHERE status = 'partly_met';
      ALTER TABLE plan_needs FORCE ROW LEVEL SECURITY;
      ${statuses(`'met','unmet','not_applicable','not_yet_known'`)}`);
  }
}

const statuses = (known: string): string => `
  ALTER TABLE plan_needs DROP CONSTRAINT plan_needs_status_known;
  ALTER TABLE plan_needs ADD CONSTRAINT plan_needs_status_known CHECK (status IN (${known}));`;

const REPLACED = [
  [`d.status = 'unmet'`, `d.status IN ('unmet','partly_met')`],
  [`n.status = 'unmet'`, `n.status IN ('unmet','partly_met')`],
] as const;

/** Changes one place in the body of figure_units, and fails when it is not there. */
const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('figure_units(text, date, date)'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION 'figure_units is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
