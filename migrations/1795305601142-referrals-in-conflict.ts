import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever has a conflict of interest in a case lost its item, and read the same account and the reasons of triage in the referral it
 * came by. A referral is lost with the item, but to who made it; whoever works the case besides reads it as a part of that.
 */
export class ReferralsInConflict1795305601142 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LOST);
    await queryRunner.query(policies('is_lost_to_actor'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(policies('is_restricted_from_actor'));
    await queryRunner.query(`
      DROP POLICY referral_decisions_of_panel ON referral_decisions;
      CREATE POLICY referral_decisions_of_panel ON referral_decisions TO cohort_app
        USING (EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])))
        WITH CHECK (decided_by = (SELECT actor_id())
          AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])));
      DROP FUNCTION is_lost_to_actor(uuid);`);
  }
}

const LOST = `
  CREATE FUNCTION is_lost_to_actor(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT is_restricted_from_actor(wanted) OR EXISTS (
      SELECT 1 FROM panel_conflicts c WHERE c.individual_id = wanted AND c.user_id = actor_id() AND c.ended_at IS NULL) $$;
  COMMENT ON FUNCTION is_lost_to_actor(uuid) IS
    'Whether this person is restricted from the actor, or the actor has a conflict of interest in the case: what a panel reads of them is then not theirs to read. False of nobody.';
  ALTER FUNCTION is_lost_to_actor(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION is_lost_to_actor(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_lost_to_actor(uuid) TO cohort_app;`;

const ON_PANEL = 'panel_id = ANY ((SELECT actor_access_keys())::uuid[])';

const policies = (isLost: string): string => `
  DROP POLICY referrals_of_panel ON referrals;
  DROP POLICY referrals_panel_triages ON referrals;
  DROP POLICY referral_decisions_of_panel ON referral_decisions;
  CREATE POLICY referrals_of_panel ON referrals FOR SELECT TO cohort_app USING (${ON_PANEL} AND NOT ${isLost}(individual_id));
  CREATE POLICY referrals_panel_triages ON referrals FOR UPDATE TO cohort_app
    USING (${ON_PANEL} AND NOT ${isLost}(individual_id)) WITH CHECK (${ON_PANEL});
  CREATE POLICY referral_decisions_of_panel ON referral_decisions TO cohort_app
    USING (EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.${ON_PANEL} AND NOT ${isLost}(r.individual_id)))
    WITH CHECK (decided_by = (SELECT actor_id())
      AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.${ON_PANEL} AND NOT ${isLost}(r.individual_id)));`;
