import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who has one name is referred by it: a family name that nobody has is not made up. */
export class OneName1795305600961 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE referrals DROP CONSTRAINT referrals_family_name_said');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE referrals NO FORCE ROW LEVEL SECURITY;
      -- The older service asks for two: the one name stands for both.
      UPDATE referrals SET family_name = given_name, version = version + 1 WHERE trim(family_name) = '';
      ALTER TABLE referrals FORCE ROW LEVEL SECURITY;
      ALTER TABLE referrals ADD CONSTRAINT referrals_family_name_said CHECK (length(trim(family_name)) > 0);`);
  }
}
