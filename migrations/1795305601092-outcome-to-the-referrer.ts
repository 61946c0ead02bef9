import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who referred somebody learns whether they entered the cohort, and nothing more: they see neither the record nor the decision. Nothing
 * is told of somebody who is restricted from them, since then either.
 */
export class OutcomeToTheReferrer1795305601092 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION tell_of_cohort_decision(uuid, timestamptz);
      DROP FUNCTION outcome_of_own_referral(uuid);
      DROP FUNCTION is_withheld_notice(uuid);
      ALTER TABLE referral_notices NO FORCE ROW LEVEL SECURITY;
      DELETE FROM referral_notices WHERE kind = 'decided';
      ALTER TABLE referral_notices FORCE ROW LEVEL SECURITY;
      ALTER TABLE referral_notices DROP CONSTRAINT referral_notices_kind_known,
        ADD CONSTRAINT referral_notices_kind_known CHECK (kind IN ('made','added_to','answered','overdue'));`);
  }
}

// A second referral that was accepted while the decision was owed asked for none of its own: the one decision answers both.
const ANSWERS = `d.individual_id = r.individual_id AND r.status = 'accepted' AND d.set_aside_by IS NULL AND (d.referral_id = r.id
         OR (r.answered_at AT TIME ZONE 'Europe/London')::date BETWEEN d.accepted_on AND coalesce(d.decided_on, 'infinity')
            AND NOT EXISTS (SELECT 1 FROM cohort_decisions o WHERE o.referral_id = r.id))`;

const UP_SQL = `
  ALTER TABLE referral_notices DROP CONSTRAINT referral_notices_kind_known,
    ADD CONSTRAINT referral_notices_kind_known CHECK (kind IN ('made','added_to','answered','overdue','decided'));

  CREATE FUNCTION outcome_of_own_referral(wanted uuid) RETURNS TABLE (outcome text, decided_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.outcome, n.decided_on FROM
      (SELECT d.outcome, d.decided_on FROM referrals r JOIN cohort_decisions d ON ${ANSWERS}
        WHERE r.id = wanted AND r.referred_by = actor_id() AND NOT is_restricted_from_actor(r.individual_id)
        ORDER BY coalesce(d.asked_again_on, d.accepted_on) DESC, d.outcome IS NULL DESC LIMIT 1) n
     WHERE n.outcome IS NOT NULL $$;
  COMMENT ON FUNCTION outcome_of_own_referral(uuid) IS
    'To whoever referred: what the newest cohort decision about the person says, while that person is not restricted from them.';
  ALTER FUNCTION outcome_of_own_referral(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION outcome_of_own_referral(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION outcome_of_own_referral(uuid) TO cohort_app;

  CREATE FUNCTION is_withheld_notice(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM referral_notices n JOIN referrals r ON r.id = n.referral_id JOIN individuals i ON i.id = r.individual_id
                    WHERE n.id = wanted AND n.kind = 'decided' AND i.is_restricted AND n.recipient_id <> ALL (i.access_keys)) $$;
  COMMENT ON FUNCTION is_withheld_notice(uuid) IS
    'For the worker, which sees no case: whether a notice of a cohort decision is about somebody who is restricted from its recipient since.';
  ALTER FUNCTION is_withheld_notice(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION is_withheld_notice(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_withheld_notice(uuid) TO cohort_app;

  CREATE FUNCTION tell_of_cohort_decision(wanted uuid, told_at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO referral_notices (id, referral_id, recipient_id, kind, made_by, made_at)
      SELECT DISTINCT ON (r.id) gen_random_uuid(), r.id, r.referred_by, 'decided', actor_id(), told_at
        FROM cohort_decisions d JOIN individuals i ON i.id = d.individual_id JOIN referrals r ON ${ANSWERS}
       WHERE d.individual_id = wanted AND d.outcome IS NOT NULL AND d.decided_by = actor_id()
         AND d.decided_on = (told_at AT TIME ZONE 'Europe/London')::date
         AND r.referred_by <> actor_id() AND (NOT i.is_restricted OR r.referred_by = ANY (i.access_keys))
         AND NOT EXISTS (SELECT 1 FROM referral_notices n WHERE n.referral_id = r.id AND n.kind = 'decided' AND n.made_by = actor_id()
                            AND (n.made_at AT TIME ZONE 'Europe/London')::date = d.decided_on)
       ORDER BY r.id
    RETURNING id $$;
  COMMENT ON FUNCTION tell_of_cohort_decision(uuid, timestamptz) IS
    'One notice to whoever referred somebody about whom the actor decided today; to nobody from whom that person is restricted.';
  ALTER FUNCTION tell_of_cohort_decision(uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION tell_of_cohort_decision(uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tell_of_cohort_decision(uuid, timestamptz) TO cohort_app;
`;
