import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The panel that triages a referral sees whether and when its chairs were told that it is late. */
export class LateTriageTold1795305600811 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // What the panel may see of a referral, the policies of referrals say: nothing of a person restricted from the reader.
    await queryRunner.query(`
      CREATE POLICY referral_notices_late_to_panel ON referral_notices FOR SELECT TO cohort_app
        USING (kind = 'overdue' AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id
                                              AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP POLICY referral_notices_late_to_panel ON referral_notices');
  }
}
