import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two gaps where slices met. A question for the panel moves with the record it was asked of: left behind, nobody would read
 * it. And a deletion reaches records that were merged into records that were merged: a person's name is not deleted by half.
 */
export class MergedRecordsWhole1795305600380 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`SELECT open_to_merges('panel_questions', 'individual_id')`);
    await queryRunner.query(replaced('tables_of_individuals()', LEFT_BEHIND, MOVED));
    await queryRunner.query(replaced('erase_record(uuid, timestamptz)', ONE_STEP, EVERY_STEP));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaced('erase_record(uuid, timestamptz)', EVERY_STEP, ONE_STEP));
    await queryRunner.query(replaced('tables_of_individuals()', MOVED, LEFT_BEHIND));
    await queryRunner.query(`
      DROP POLICY panel_questions_merged_individual_id ON panel_questions;
      REVOKE UPDATE (individual_id) ON panel_questions FROM cohort_system;`);
  }
}

const LEFT_BEHIND = `'top_five_people', 'panel_questions')`;
const MOVED = `'top_five_people')`;

const ONE_STEP = `EXECUTE 'SELECT $1 || coalesce(array_agg(i.id), ''{}'') FROM individuals i WHERE i.merged_into = ANY ($1)' INTO also USING also;`;
const EVERY_STEP = `EXECUTE 'WITH RECURSIVE led AS (SELECT unnest($1) AS id UNION SELECT i.id FROM individuals i JOIN led ON i.merged_into = led.id)
        SELECT array_agg(id) FROM led' INTO also USING also;`;

/** Changes one passage of a function where it stands, and refuses when the passage is not there. */
const replaced = (name: string, from: string, to: string): string => `
  DO $do$
  DECLARE
    written text := pg_get_functiondef('public.${name}'::regprocedure);
  BEGIN
    IF position($from$${from}$from$ IN written) = 0 THEN
      RAISE EXCEPTION 'the passage of ${name} that is replaced is not there';
    END IF;
    EXECUTE replace(written, $from$${from}$from$, $to$${to}$to$);
  END $do$;`;
