import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A review that is held before its window opens says why. */
export class ReviewsHeldEarly1795305600710 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE reviews ADD COLUMN early_reason text NOT NULL DEFAULT '';
      COMMENT ON COLUMN reviews.early_reason IS 'Why it was held before the window of its schedule opened; blank when it was not, or before this was asked.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE reviews DROP COLUMN early_reason');
  }
}
