import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sees a case by break-glass alone reads it and writes nothing about it: also not that a guest joined for it. */
export class GuestsNotByGrant1795305600541 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE POLICY meeting_guest_items_not_added_by_grant ON meeting_guest_items AS RESTRICTIVE FOR INSERT TO cohort_app
        WITH CHECK (individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP POLICY meeting_guest_items_not_added_by_grant ON meeting_guest_items');
  }
}
