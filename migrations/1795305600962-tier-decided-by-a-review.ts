import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A review that steps a case up or down says to which tier: the tier it has by now may be another. Null of reviews from before. */
export class TierDecidedByAReview1795305600962 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE reviews ADD COLUMN new_tier text
        CONSTRAINT reviews_new_tier CHECK
          (new_tier IS NULL OR new_tier IN ('critical','high','medium','monitoring') AND decision IN ('step_up','step_down'));
      COMMENT ON COLUMN reviews.new_tier IS 'The tier that a review which stepped the case up or down decided on; tier is that of the day it was held.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE reviews DROP COLUMN new_tier');
  }
}
