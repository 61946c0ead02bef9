import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on an individual, is only ever added to, and came without the policy of BreakGlassWritesNothing. */
const ADDED = [
  'access_notices',
  'action_owner_changes',
  'handover_moves',
  'review_acknowledgements',
  'review_action_answers',
  'review_triggers',
];

/**
 * Break-glass reads and changes nothing: these tables say so for themselves too, not only by the row they belong to.
 * test/access/record-tables.test.ts finds the next one that comes without.
 */
export class GrantsWriteNothingFurther1795305600195 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ADDED) {
      await queryRunner.query(`
        CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app
          WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ADDED) await queryRunner.query(`DROP POLICY ${table}_not_added_by_grant ON ${table};`);
  }
}
