import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft says on which page it was typed: only that page, or one that has shown it, may write over it. */
export class DraftsOfAPage1795305600480 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE drafts ADD COLUMN typed_on text NOT NULL DEFAULT ''
        CONSTRAINT drafts_typed_on_short CHECK (length(typed_on) <= 200);
      COMMENT ON COLUMN drafts.typed_on IS 'The submission id of the page it was typed on; empty when that is not known. Another page writes over it only after it has shown it.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE drafts DROP COLUMN typed_on`);
  }
}
