import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A referral that was accepted is the beginning of a case: whoever sees the case reads who referred, when and why. The reasons of
 * triage stay the panel's (referral_decisions), and what was not accepted stays with the panel and whoever referred.
 */
export class ReferralsOfACase1795305600851 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE POLICY referrals_of_case ON referrals FOR SELECT TO cohort_app
        USING (status = 'accepted' AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      DROP POLICY referral_notices_make ON referral_notices;
      -- Who reads a referral as a part of the case tells nobody of it.
      CREATE POLICY referral_notices_make ON referral_notices FOR INSERT TO cohort_app
        WITH CHECK (made_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id
          AND (r.referred_by = (SELECT actor_id()) OR r.panel_id = ANY ((SELECT actor_access_keys())::uuid[]))));
      COMMENT ON TABLE referrals IS
        'Somebody brought to notice by an agency. Seen by who made it and by the panel that triages it: it opens no case to either. Once accepted, a part of the case it began.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP POLICY referrals_of_case ON referrals;
      DROP POLICY referral_notices_make ON referral_notices;
      CREATE POLICY referral_notices_make ON referral_notices FOR INSERT TO cohort_app
        WITH CHECK (made_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id));
      COMMENT ON TABLE referrals IS
        'Somebody brought to notice by an agency. Seen by who made it and by the panel that triages it: it opens no case to either.';`);
  }
}
