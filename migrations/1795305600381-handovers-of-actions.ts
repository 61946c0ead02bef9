import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Actions that were ticked on a list are handed over by the same guided step as cases. */
export class HandoversOfActions1795305600381 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE handovers ADD COLUMN action_ids uuid[] NOT NULL DEFAULT '{}';
      ALTER TABLE handovers ADD CONSTRAINT handovers_actions_of_nobody CHECK (from_user_id IS NULL OR cardinality(action_ids) = 0);
      COMMENT ON COLUMN handovers.action_ids IS 'The ticked actions, when it is about these alone; individual_ids has their cases then.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE handovers DROP COLUMN action_ids');
  }
}
