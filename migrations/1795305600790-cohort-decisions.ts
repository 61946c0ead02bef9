import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Between an accepted referral and the decision about the cohort somebody was nobody's: no part of a case was named, and naming
 * one took the record from the panel that had accepted it. Now a decision is owed, by a day, and its panel sees the record until then.
 */
export class CohortDecisions1795305600790 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(accessKeysOf(OF_DECISIONS));
    await queryRunner.query(
      changePanelKey(`
        UNION SELECT d.panel_id FROM cohort_decisions d WHERE d.individual_id = NEW.individual_id AND d.outcome IS NULL`),
    );
    await queryRunner.query(KEYS);
    await queryRunner.query(ENTRY);
    await queryRunner.query(`SELECT open_to_merges('cohort_decisions', 'individual_id'); SELECT open_to_erasure();`);
    await queryRunner.query(OWED_FROM_BEFORE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER cohort_memberships_answer_decisions ON cohort_memberships;
      DROP FUNCTION answer_cohort_decisions();
      DROP TRIGGER cohort_decisions_access ON cohort_decisions;
      DROP FUNCTION change_deciding_key();`);
    await queryRunner.query(changePanelKey(''));
    await queryRunner.query(accessKeysOf(null));
    await queryRunner.query(`
      ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE cohort_decisions NO FORCE ROW LEVEL SECURITY;
      UPDATE individuals i SET access_keys = access_keys_of(i.id)
       WHERE i.id IN (SELECT d.individual_id FROM cohort_decisions d) AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);
      ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
      DROP VIEW cohort_decisions_owed;
      DROP TABLE cohort_decisions;`);
  }
}

const TABLE = `
  CREATE TABLE cohort_decisions (
    id uuid CONSTRAINT cohort_decisions_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT cohort_decisions_individual_fk REFERENCES individuals,
    referral_id uuid NOT NULL CONSTRAINT cohort_decisions_referral_fk REFERENCES referrals CONSTRAINT cohort_decisions_once UNIQUE,
    panel_id uuid NOT NULL CONSTRAINT cohort_decisions_panel_fk REFERENCES panels,
    accepted_on date NOT NULL,
    due_on date NOT NULL,
    outcome text CONSTRAINT cohort_decisions_outcome_known CHECK (outcome IN ('entered','not_entered')),
    reason text,
    deciders text,
    dissent text,
    decided_by uuid CONSTRAINT cohort_decisions_decided_by_fk REFERENCES users,
    decided_on date,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT cohort_decisions_due_after_acceptance CHECK (due_on >= accepted_on),
    CONSTRAINT cohort_decisions_decided_whole CHECK
      ((outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_on IS NULL)),
    CONSTRAINT cohort_decisions_not_entered_says_why CHECK
      (outcome IS DISTINCT FROM 'not_entered' OR (length(trim(reason)) > 0 AND length(trim(deciders)) > 0))
  );
  CREATE INDEX cohort_decisions_individual_index ON cohort_decisions (individual_id);
  CREATE INDEX cohort_decisions_panel_index ON cohort_decisions (panel_id, due_on, id) WHERE outcome IS NULL;
  CREATE INDEX cohort_decisions_decided_by_index ON cohort_decisions (decided_by);
  COMMENT ON TABLE cohort_decisions IS 'After an accepted referral: the decision whether the person enters the cohort, owed by a day. Its panel sees the record until it is made.';
  COMMENT ON COLUMN cohort_decisions.deciders IS 'Names and agencies of those who decided that the person does not enter. Of an entry they stand with the membership.';
  ALTER TABLE cohort_decisions ENABLE ROW LEVEL SECURITY; ALTER TABLE cohort_decisions FORCE ROW LEVEL SECURITY;
  CREATE POLICY cohort_decisions_not_added_by_grant ON cohort_decisions AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY cohort_decisions_not_changed_by_grant ON cohort_decisions AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK (individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY cohort_decisions_of_visible ON cohort_decisions FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  -- Asked for by accepting a referral of one's own panel, whom it is about being named there; the record may be out of the panel's sight until now.
  CREATE POLICY cohort_decisions_asked ON cohort_decisions FOR INSERT TO cohort_app
    WITH CHECK (outcome IS NULL AND EXISTS (SELECT 1 FROM referrals r WHERE r.id = referral_id AND r.status = 'accepted'
      AND r.individual_id = cohort_decisions.individual_id AND r.panel_id = cohort_decisions.panel_id AND r.panel_id = ANY ((SELECT actor_access_keys())::uuid[])));
  CREATE POLICY cohort_decisions_decide ON cohort_decisions FOR UPDATE TO cohort_app
    USING (outcome IS NULL AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id))
    WITH CHECK (outcome = 'not_entered' AND decided_by = (SELECT actor_id()));
  CREATE POLICY cohort_decisions_system ON cohort_decisions TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON cohort_decisions TO cohort_app;
  GRANT UPDATE (outcome, reason, deciders, dissent, decided_by, decided_on, version) ON cohort_decisions TO cohort_app;
  GRANT SELECT, UPDATE (outcome, decided_by, decided_on, version) ON cohort_decisions TO cohort_system;
  CREATE TRIGGER cohort_decisions_version BEFORE UPDATE ON cohort_decisions FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

  CREATE VIEW cohort_decisions_owed WITH (security_invoker = true) AS
    SELECT d.id, d.individual_id, d.referral_id, d.panel_id, d.accepted_on, d.due_on, d.version
      FROM cohort_decisions d
     WHERE d.outcome IS NULL AND NOT EXISTS (SELECT 1 FROM cohort_memberships m
                                              WHERE m.individual_id = d.individual_id AND (m.ended_on IS NULL OR m.ended_on > d.accepted_on));
  COMMENT ON VIEW cohort_decisions_owed IS
    'What nobody decided. Whoever came into the cohort in another way meanwhile, by joining two records too, waits for no decision.';
  GRANT SELECT ON cohort_decisions_owed TO cohort_app, cohort_system;`;

/** The key of the panel that owes the decision: its own, or the other one while somebody on it has a conflict of interest. */
const OF_DECISIONS = `SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = d.panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.ended_at IS NULL)),
                   d.panel_id) FROM cohort_decisions_owed d WHERE d.individual_id = i.id`;

/** Who sees a record, whole; with `decisions`, also the panel that owes one. */
const accessKeysOf = (decisions: string | null): string => `
  CREATE OR REPLACE FUNCTION access_keys_of(wanted uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE
          WHEN i.merged_into IS NOT NULL THEN '{}'
          WHEN i.is_restricted THEN i.restricted_to
          WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id) THEN ARRAY[CASE WHEN EXISTS (SELECT 1 FROM users c WHERE c.id = i.created_by AND c.status <> 'disabled'
              AND c.agency_id = i.added_in_agency_id) THEN i.created_by ELSE i.added_in_agency_id END]${decisions === null ? '' : ` || ARRAY(${decisions} ORDER BY 1)`} || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          ELSE ARRAY(
            SELECT a.user_id FROM assignments a JOIN users u ON u.id = a.user_id AND u.status = 'active' AND u.agency_id = a.agency_id
             WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = m.panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.ended_at IS NULL)),
                   m.panel_id) FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL
            UNION SELECT coalesce((SELECT k.id FROM panel_case_keys k WHERE k.panel_id = e.to_panel_id AND k.individual_id = i.id
                     AND EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.ended_at IS NULL)),
                   e.to_panel_id) FROM panel_escalations e
                    WHERE e.individual_id = i.id AND e.item_id IS NOT NULL AND e.ended_at IS NULL
                      AND EXISTS (SELECT 1 FROM cohort_memberships o WHERE o.individual_id = i.id AND o.ended_on IS NULL)${
                        decisions === null
                          ? ''
                          : `
            UNION ${decisions}`
                      }
            ORDER BY 1) || ARRAY(SELECT g.id FROM break_glass_grants g WHERE g.individual_id = i.id AND g.ended_at IS NULL ORDER BY 1)
          END
          FROM individuals i WHERE i.id = wanted $$;`;

/** A conflict of interest was declared: every panel that has the case gets another key to it. */
const changePanelKey = (decisions: string): string => `
  CREATE OR REPLACE FUNCTION change_panel_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[];
  BEGIN
    INSERT INTO panel_case_keys (id, panel_id, individual_id) SELECT gen_random_uuid(), had.panel_id, NEW.individual_id FROM (
        SELECT NEW.panel_id
        UNION SELECT m.panel_id FROM cohort_memberships m WHERE m.individual_id = NEW.individual_id AND m.ended_on IS NULL
        UNION SELECT e.to_panel_id FROM panel_escalations e WHERE e.individual_id = NEW.individual_id AND e.ended_at IS NULL${decisions}) had
      ON CONFLICT DO NOTHING;
    keys := access_keys_of(NEW.individual_id);
    UPDATE individuals SET access_keys = keys WHERE id = NEW.individual_id AND access_keys IS DISTINCT FROM keys;
    RETURN NULL;
  END $$;`;

const KEYS = `
  CREATE FUNCTION change_deciding_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[];
  BEGIN
    IF EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = NEW.individual_id AND x.ended_at IS NULL) THEN
      INSERT INTO panel_case_keys (id, panel_id, individual_id) VALUES (gen_random_uuid(), NEW.panel_id, NEW.individual_id)
        ON CONFLICT DO NOTHING;
    END IF;
    keys := access_keys_of(NEW.individual_id);
    UPDATE individuals SET access_keys = keys WHERE id = NEW.individual_id AND access_keys IS DISTINCT FROM keys;
    RETURN NULL;
  END $$;
  ALTER FUNCTION change_deciding_key() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION change_deciding_key() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION change_deciding_key() TO cohort_app;
  CREATE TRIGGER cohort_decisions_access AFTER INSERT OR UPDATE OF outcome ON cohort_decisions
    FOR EACH ROW EXECUTE FUNCTION change_deciding_key();`;

// In the database, because somebody comes into the cohort by a form, the API, a sheet or a transfer, and whoever enters them may
// lose sight of the record by that act.
const ENTRY = `
  CREATE FUNCTION answer_cohort_decisions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE cohort_decisions d SET outcome = 'entered', decided_by = NEW.decided_by,
           decided_on = (NEW.recorded_at AT TIME ZONE 'Europe/London')::date, version = d.version + 1
     WHERE d.individual_id = NEW.individual_id AND d.outcome IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION answer_cohort_decisions() IS 'Whoever comes into the cohort, and in whatever way: the decision about it is made.';
  ALTER FUNCTION answer_cohort_decisions() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION answer_cohort_decisions() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION answer_cohort_decisions() TO cohort_app;
  CREATE TRIGGER cohort_memberships_answer_decisions AFTER INSERT ON cohort_memberships
    FOR EACH ROW EXECUTE FUNCTION answer_cohort_decisions();`;

/** Accepted before this was kept, and in no cohort since. The owner of a table is held by its policies too; put aside meanwhile. */
const OWED_FROM_BEFORE = `
  ALTER TABLE cohort_decisions NO FORCE ROW LEVEL SECURITY; ALTER TABLE referrals NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE referral_decisions NO FORCE ROW LEVEL SECURITY; ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE cohort_memberships NO FORCE ROW LEVEL SECURITY;
  INSERT INTO cohort_decisions (id, individual_id, referral_id, panel_id, accepted_on, due_on)
  SELECT DISTINCT ON (r.individual_id) gen_random_uuid(), r.individual_id, r.id, r.panel_id, d.decided_on, add_working_days(d.decided_on, 10)
    FROM referrals r
    JOIN referral_decisions d ON d.referral_id = r.id AND d.decision = 'accept'
    JOIN individuals i ON i.id = r.individual_id AND i.merged_into IS NULL
   WHERE r.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM cohort_memberships m
           WHERE m.individual_id = r.individual_id AND (m.ended_on IS NULL OR m.ended_on > d.decided_on))
   ORDER BY r.individual_id, d.decided_on, d.id;
  ALTER TABLE cohort_memberships FORCE ROW LEVEL SECURITY; ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
  ALTER TABLE referral_decisions FORCE ROW LEVEL SECURITY; ALTER TABLE referrals FORCE ROW LEVEL SECURITY;
  ALTER TABLE cohort_decisions FORCE ROW LEVEL SECURITY;`;
