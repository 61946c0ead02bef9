import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Restricted records end to end, and acts that two people agree on. Wherever a restricted person could be counted or
 * guessed by somebody who is not named, the row is hidden here.
 */
export class Restrictions1795305600110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TWO_PEOPLE);
    await queryRunner.query(RESTRICTIONS);
    await queryRunner.query(ACTION_KEYS);
    await queryRunner.query(HIDDEN_FROM_OTHERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER individuals_hide_import_rows ON individuals;
      DROP FUNCTION hide_import_rows();
      DROP POLICY import_rows_system ON import_rows;
      DROP POLICY import_rows_coordinator ON import_rows;
      REVOKE SELECT, UPDATE (is_restricted) ON import_rows FROM cohort_system;
      CREATE POLICY import_rows_coordinator ON import_rows TO cohort_app
        USING ((SELECT actor_has_role('panel_chair'))) WITH CHECK ((SELECT actor_has_role('panel_chair')));
      DROP INDEX import_rows_fingerprint_once;
      ALTER TABLE import_rows DROP COLUMN is_restricted;
      ALTER TABLE import_rows ADD CONSTRAINT import_rows_fingerprint_once UNIQUE (fingerprint);
      DROP POLICY audit_events_governance ON audit_events;
      CREATE POLICY audit_events_governance ON audit_events FOR SELECT TO cohort_app USING ((SELECT actor_has_role('governance')));
      DROP FUNCTION restricted_individuals();
      DROP INDEX individuals_restricted_index;
      DROP TRIGGER individuals_spread_access ON individuals;
      CREATE TRIGGER individuals_spread_access AFTER UPDATE OF access_keys ON individuals
        FOR EACH ROW WHEN (OLD.access_keys IS DISTINCT FROM NEW.access_keys) EXECUTE FUNCTION spread_access_keys();
    `);
    await queryRunner.query(ACTION_KEYS_BEFORE);
    await queryRunner.query(`DROP TABLE individual_restrictions, two_person_requests;`);
  }
}

const TWO_PEOPLE = `
  CREATE TABLE two_person_requests (
    id uuid CONSTRAINT two_person_requests_pk PRIMARY KEY,
    act text NOT NULL,
    subject_id uuid NOT NULL,
    individual_id uuid CONSTRAINT two_person_requests_individual_fk REFERENCES individuals,
    reason text NOT NULL CONSTRAINT two_person_requests_have_a_reason CHECK (length(trim(reason)) > 0),
    asked_by uuid NOT NULL CONSTRAINT two_person_requests_asked_by_fk REFERENCES users,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'waiting' CONSTRAINT two_person_requests_status_known
      CHECK (status IN ('waiting','agreed','withdrawn','expired')),
    decided_by uuid CONSTRAINT two_person_requests_decided_by_fk REFERENCES users,
    decided_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT two_person_requests_two_people CHECK (status <> 'agreed' OR decided_by <> asked_by),
    CONSTRAINT two_person_requests_decision_is_whole CHECK
      ((status = 'waiting') = (decided_by IS NULL) AND (status = 'waiting') = (decided_at IS NULL)),
    CONSTRAINT two_person_requests_in_time CHECK (status <> 'agreed' OR decided_at < expires_at)
  );
  CREATE UNIQUE INDEX two_person_requests_one_waiting ON two_person_requests (act, subject_id) WHERE status = 'waiting';
  CREATE INDEX two_person_requests_individual_index ON two_person_requests (individual_id);
  COMMENT ON TABLE two_person_requests IS
    'An act that one person asks for and another agrees to; never the same person, which the database holds too.';
  ALTER TABLE two_person_requests ENABLE ROW LEVEL SECURITY; ALTER TABLE two_person_requests FORCE ROW LEVEL SECURITY;
  CREATE POLICY two_person_requests_see ON two_person_requests FOR SELECT TO cohort_app USING (
    CASE WHEN individual_id IS NULL THEN asked_by = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))
         ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);
  CREATE POLICY two_person_requests_ask ON two_person_requests FOR INSERT TO cohort_app WITH CHECK (asked_by = (SELECT actor_id())
    AND (individual_id IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)));
  CREATE POLICY two_person_requests_decide ON two_person_requests FOR UPDATE TO cohort_app USING (
    CASE WHEN individual_id IS NULL THEN asked_by = (SELECT actor_id()) OR (SELECT actor_has_role('governance'))
         ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END)
    WITH CHECK (decided_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON two_person_requests TO cohort_app;
  GRANT UPDATE (status, decided_by, decided_at, version) ON two_person_requests TO cohort_app;
  CREATE TRIGGER two_person_requests_version BEFORE UPDATE ON two_person_requests FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const RESTRICTIONS = `
  CREATE TABLE individual_restrictions (
    id uuid CONSTRAINT individual_restrictions_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT individual_restrictions_individual_fk REFERENCES individuals,
    reason text NOT NULL CONSTRAINT individual_restrictions_have_a_reason CHECK (length(trim(reason)) > 0),
    restricted_by uuid NOT NULL CONSTRAINT individual_restrictions_restricted_by_fk REFERENCES users,
    restricted_at timestamptz NOT NULL,
    lift_asked_by uuid CONSTRAINT individual_restrictions_lift_asked_by_fk REFERENCES users,
    lifted_by uuid CONSTRAINT individual_restrictions_lifted_by_fk REFERENCES users,
    lifted_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT individual_restrictions_lifted_by_two CHECK
      ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_asked_by IS NULL) AND lifted_by <> lift_asked_by)
  );
  CREATE UNIQUE INDEX individual_restrictions_one_open ON individual_restrictions (individual_id) WHERE lifted_at IS NULL;
  CREATE INDEX individual_restrictions_individual_index ON individual_restrictions (individual_id);
  CREATE INDEX individuals_restricted_index ON individuals (id) WHERE is_restricted;
  COMMENT ON TABLE individual_restrictions IS 'Why a record was closed to all but named people, by whom, and which two people opened it again.';
  ALTER TABLE individual_restrictions ENABLE ROW LEVEL SECURITY; ALTER TABLE individual_restrictions FORCE ROW LEVEL SECURITY;
  CREATE POLICY individual_restrictions_of_visible ON individual_restrictions TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  GRANT SELECT, INSERT ON individual_restrictions TO cohort_app;
  GRANT UPDATE (lift_asked_by, lifted_by, lifted_at, version) ON individual_restrictions TO cohort_app;
  CREATE TRIGGER individual_restrictions_version BEFORE UPDATE ON individual_restrictions
    FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

/** The owner of an action sees it, but not when it is about a restricted person: to others, that person is not there. */
const ACTION_KEYS = `
  CREATE OR REPLACE FUNCTION copy_access_keys_with_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    SELECT i.access_keys || CASE WHEN i.is_restricted THEN '{}'::uuid[] ELSE ARRAY[NEW.owner_id] END
      INTO NEW.access_keys FROM individuals i WHERE i.id = NEW.individual_id;
    RETURN NEW;
  END $$;
  CREATE OR REPLACE FUNCTION spread_access_keys() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[];
    hidden boolean;
  BEGIN
    -- As they are now, not as NEW has them: the trigger before this one may have computed the keys of a new restriction.
    SELECT i.access_keys, i.is_restricted INTO keys, hidden FROM individuals i WHERE i.id = NEW.id;
    UPDATE plans SET access_keys = keys WHERE individual_id = NEW.id;
    UPDATE actions SET access_keys = keys || CASE WHEN hidden THEN '{}'::uuid[] ELSE ARRAY[owner_id] END
     WHERE individual_id = NEW.id;
    RETURN NULL;
  END $$;`;

const ACTION_KEYS_BEFORE = `
  CREATE OR REPLACE FUNCTION copy_access_keys_with_owner() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        SELECT i.access_keys || NEW.owner_id INTO NEW.access_keys FROM individuals i WHERE i.id = NEW.individual_id;
        RETURN NEW;
      END $$;
  CREATE OR REPLACE FUNCTION spread_access_keys() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE plans SET access_keys = NEW.access_keys WHERE individual_id = NEW.id;
        UPDATE actions SET access_keys = NEW.access_keys || owner_id WHERE individual_id = NEW.id;
        RETURN NULL;
      END $$;`;

const HIDDEN_FROM_OTHERS = `
  DROP TRIGGER individuals_spread_access ON individuals;
  CREATE TRIGGER individuals_spread_access AFTER UPDATE OF access_keys, is_restricted ON individuals
    FOR EACH ROW WHEN (OLD.access_keys IS DISTINCT FROM NEW.access_keys OR OLD.is_restricted <> NEW.is_restricted)
    EXECUTE FUNCTION spread_access_keys();
  -- The owner of a table is held by its policies too; put aside while rows from before are brought in line.
  ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE actions NO FORCE ROW LEVEL SECURITY;
  UPDATE actions a SET access_keys = i.access_keys FROM individuals i WHERE i.id = a.individual_id AND i.is_restricted;
  ALTER TABLE actions FORCE ROW LEVEL SECURITY; ALTER TABLE individuals FORCE ROW LEVEL SECURITY;

  CREATE FUNCTION restricted_individuals() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(i.id), '{}') FROM individuals i WHERE i.is_restricted $$;
  COMMENT ON FUNCTION restricted_individuals() IS
    'For policies alone, on tables whose rows outlive sight of the person: ids, nothing else, and never shown.';
  ALTER FUNCTION restricted_individuals() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION restricted_individuals() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION restricted_individuals() TO cohort_app;
  DROP POLICY audit_events_governance ON audit_events;
  CREATE POLICY audit_events_governance ON audit_events FOR SELECT TO cohort_app USING ((SELECT actor_has_role('governance'))
    AND (individual_id IS NULL OR individual_id <> ALL ((SELECT restricted_individuals())::uuid[])));

  ALTER TABLE import_rows ADD COLUMN is_restricted boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN import_rows.is_restricted IS
    'About a restricted person. The same row again counts as imported, which tells a coordinator only of their own file: made anew, the person would stand open to the whole panel.';
  ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE import_rows NO FORCE ROW LEVEL SECURITY;
  UPDATE import_rows r SET is_restricted = true FROM individuals i WHERE i.id = r.individual_id AND i.is_restricted;
  ALTER TABLE import_rows FORCE ROW LEVEL SECURITY; ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
  ALTER TABLE import_rows DROP CONSTRAINT import_rows_fingerprint_once;
  CREATE UNIQUE INDEX import_rows_fingerprint_once ON import_rows (fingerprint) WHERE NOT is_restricted;
  DROP POLICY import_rows_coordinator ON import_rows;
  CREATE POLICY import_rows_coordinator ON import_rows TO cohort_app
    USING ((SELECT actor_has_role('panel_chair')))
    WITH CHECK ((SELECT actor_has_role('panel_chair')));
  CREATE POLICY import_rows_system ON import_rows TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, UPDATE (is_restricted) ON import_rows TO cohort_system;
  CREATE FUNCTION hide_import_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    -- The same row may have been imported again meanwhile; then only the newer one counts as known.
    UPDATE import_rows r SET is_restricted = NEW.is_restricted WHERE r.individual_id = NEW.id AND (NEW.is_restricted
      OR NOT EXISTS (SELECT 1 FROM import_rows o WHERE o.fingerprint = r.fingerprint AND o.id <> r.id AND NOT o.is_restricted));
    RETURN NULL;
  END $$;
  ALTER FUNCTION hide_import_rows() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION hide_import_rows() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION hide_import_rows() TO cohort_app;
  CREATE TRIGGER individuals_hide_import_rows AFTER UPDATE OF is_restricted ON individuals
    FOR EACH ROW WHEN (OLD.is_restricted <> NEW.is_restricted) EXECUTE FUNCTION hide_import_rows();`;
