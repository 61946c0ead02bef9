import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where retention was there before the Top 5, its table is opened to erasure too; where it comes later, it opens every table itself. */
export class TopFiveErased1795305600325 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$ BEGIN
        IF to_regprocedure('open_to_erasure()') IS NOT NULL THEN PERFORM open_to_erasure(); END IF;
      END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // The table takes its policies with it.
    await queryRunner.query('SELECT 1');
  }
}
