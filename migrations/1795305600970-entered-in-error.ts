import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever was entered in error by an accepted referral was in no cohort, on no list and before nobody: the panel that accepted
 * them owes the decision again, by a new day.
 */
export class EnteredInError1795305600970 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMN);
    await queryRunner.query(owed('coalesce(d.asked_again_on, d.accepted_on)', ', d.asked_again_on'));
    await queryRunner.query(AGAIN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER cohort_memberships_owe_decision_again ON cohort_memberships;
      DROP FUNCTION owe_decision_again();
      DROP FUNCTION decision_of_entry(uuid);
      REVOKE INSERT ON cohort_decisions FROM cohort_system;
      DROP VIEW cohort_decisions_owed;`);
    await queryRunner.query(owed('d.accepted_on', ''));
    await queryRunner.query(`
      GRANT SELECT ON cohort_decisions_owed TO cohort_app, cohort_system;
      DROP INDEX cohort_decisions_once_open; DROP INDEX cohort_decisions_referral_index;
      ALTER TABLE cohort_decisions NO FORCE ROW LEVEL SECURITY;
      -- The older service knows one decision of a referral: the first.
      DELETE FROM cohort_decisions WHERE asked_again_on IS NOT NULL;
      ALTER TABLE cohort_decisions FORCE ROW LEVEL SECURITY;
      ALTER TABLE cohort_decisions DROP COLUMN asked_again_on, ADD CONSTRAINT cohort_decisions_once UNIQUE (referral_id);`);
  }
}

const COLUMN = `
  ALTER TABLE cohort_decisions ADD COLUMN asked_again_on date, DROP CONSTRAINT cohort_decisions_once;
  CREATE INDEX cohort_decisions_referral_index ON cohort_decisions (referral_id);
  CREATE UNIQUE INDEX cohort_decisions_once_open ON cohort_decisions (individual_id, referral_id) WHERE outcome IS NULL;
  COMMENT ON COLUMN cohort_decisions.asked_again_on IS
    'The day they left the cohort as entered in error: what was decided before stays, and this is owed again from here. Null: asked by the acceptance.';`;

const owed = (since: string, further: string): string => `
  CREATE OR REPLACE VIEW cohort_decisions_owed WITH (security_invoker = true) AS
    SELECT d.id, d.individual_id, d.referral_id, d.panel_id, d.accepted_on, d.due_on, d.version${further}
      FROM cohort_decisions d
     WHERE d.outcome IS NULL AND NOT EXISTS (SELECT 1 FROM cohort_memberships m
                                              WHERE m.individual_id = d.individual_id AND (m.ended_on IS NULL OR m.ended_on > ${since}));
  COMMENT ON VIEW cohort_decisions_owed IS
    'What nobody decided. Whoever came into the cohort in another way meanwhile, by joining two records too, waits for no decision.';`;

// In the database, as the answer is: whoever ends the period need not see the referral, and loses sight of the record by that act.
const AGAIN = `
  CREATE FUNCTION decision_of_entry(wanted uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT d.id FROM cohort_memberships m
      JOIN cohort_memberships e ON e.individual_id = m.individual_id AND e.recorded_at <= m.recorded_at AND e.set_aside_by IS NULL
                               AND (e.id = m.id OR e.exit_reason = 'superseded')
      JOIN cohort_decisions d ON d.individual_id = m.individual_id AND d.outcome = 'entered'
                             AND d.decided_on = (e.recorded_at AT TIME ZONE 'Europe/London')::date
     WHERE m.id = wanted AND NOT EXISTS (SELECT 1 FROM cohort_memberships x WHERE x.individual_id = m.individual_id AND x.exit_reason <> 'superseded'
                                            AND x.recorded_at > e.recorded_at AND x.recorded_at < m.recorded_at)
     ORDER BY d.asked_again_on DESC NULLS LAST, d.accepted_on DESC, d.id LIMIT 1 $$;
  COMMENT ON FUNCTION decision_of_entry(uuid) IS 'The decision, asked for by an accepted referral, by which the stay of this period began.';
  REVOKE ALL ON FUNCTION decision_of_entry(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION decision_of_entry(uuid) TO cohort_app, cohort_system;

  GRANT INSERT ON cohort_decisions TO cohort_system;
  CREATE FUNCTION owe_decision_again() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO cohort_decisions (id, individual_id, referral_id, panel_id, accepted_on, asked_again_on, due_on)
      SELECT gen_random_uuid(), d.individual_id, d.referral_id, d.panel_id, d.accepted_on, NEW.ended_on, add_working_days(NEW.ended_on, 10)
        FROM cohort_decisions d WHERE d.id = decision_of_entry(NEW.id)
         AND NOT EXISTS (SELECT 1 FROM cohort_decisions_owed o WHERE o.individual_id = d.individual_id);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION owe_decision_again() IS 'Whoever was entered in error by an accepted referral waits for the decision again.';
  ALTER FUNCTION owe_decision_again() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION owe_decision_again() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION owe_decision_again() TO cohort_app;
  CREATE TRIGGER cohort_memberships_owe_decision_again AFTER UPDATE OF ended_on ON cohort_memberships FOR EACH ROW
    WHEN (OLD.ended_on IS NULL AND NEW.exit_reason = 'entered_in_error') EXECUTE FUNCTION owe_decision_again();`;
