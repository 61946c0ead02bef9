import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADDED_BY_ANYBODY = 'ARRAY[i.created_by]';
const ADDED_BY_COLLEAGUE = `ARRAY[CASE WHEN EXISTS (SELECT 1 FROM users c WHERE c.id = i.created_by AND c.status <> 'disabled'
              AND c.agency_id = i.added_in_agency_id) THEN i.created_by ELSE i.added_in_agency_id END]`;
const OWNER_OF_ACTION = 'ARRAY[NEW.owner_id]';
const OWNER_IN_AGENCY = 'action_owner_keys(NEW.owner_id, NEW.owner_agency_id)';
const OWNERS_OF_ACTIONS = 'ARRAY[owner_id]';
const OWNERS_IN_AGENCY = 'action_owner_keys(owner_id, owner_agency_id)';

/**
 * What a person saw through an agency ends when they leave it, by the three ways that were not yet held to it: being named on
 * a restricted record, having added a record that nobody works yet, and owning an action.
 */
export class SightOfLeavers1795305600145 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ADDED_IN_AGENCY);
    await queryRunner.query(OWNER_KEYS);
    await queryRunner.query(inFunction('access_keys_of(uuid)', ADDED_BY_ANYBODY, ADDED_BY_COLLEAGUE));
    await queryRunner.query(inFunction('copy_access_keys_with_owner()', OWNER_OF_ACTION, OWNER_IN_AGENCY));
    await queryRunner.query(inFunction('spread_access_keys()', OWNERS_OF_ACTIONS, OWNERS_IN_AGENCY));
    await queryRunner.query(inFunction('refresh_access_of_user()', REFRESH_ASSIGNED, REFRESH_ALL));
    await queryRunner.query(NAMED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION end_named_sight(uuid);
      REVOKE UPDATE (restricted_to, version) ON individuals FROM cohort_system;
    `);
    await queryRunner.query(inFunction('refresh_access_of_user()', REFRESH_ALL, REFRESH_ASSIGNED));
    await queryRunner.query(inFunction('spread_access_keys()', OWNERS_IN_AGENCY, OWNERS_OF_ACTIONS));
    await queryRunner.query(inFunction('copy_access_keys_with_owner()', OWNER_IN_AGENCY, OWNER_OF_ACTION));
    await queryRunner.query(inFunction('access_keys_of(uuid)', ADDED_BY_COLLEAGUE, ADDED_BY_ANYBODY));
    await queryRunner.query(`
      DROP FUNCTION action_owner_keys(uuid, uuid);
      DROP TRIGGER individuals_added_in_agency ON individuals;
      DROP FUNCTION note_agency_of_adder();
      ALTER TABLE individuals DROP COLUMN added_in_agency_id;
    `);
  }
}

const ADDED_IN_AGENCY = `
  ALTER TABLE individuals ADD COLUMN added_in_agency_id uuid CONSTRAINT individuals_added_in_agency_fk REFERENCES agencies;
  COMMENT ON COLUMN individuals.added_in_agency_id IS
    'The agency of whoever added the record, then. When they leave it, its managers see a record that nobody works yet.';
  -- The owner of a table is held by its policies too; put aside while rows from before are brought in line.
  ALTER TABLE individuals NO FORCE ROW LEVEL SECURITY; ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE individuals DISABLE TRIGGER individuals_version;
  UPDATE individuals i SET added_in_agency_id = u.agency_id FROM users u WHERE u.id = i.created_by;
  ALTER TABLE individuals ENABLE TRIGGER individuals_version;
  ALTER TABLE users FORCE ROW LEVEL SECURITY; ALTER TABLE individuals FORCE ROW LEVEL SECURITY;
  ALTER TABLE individuals ALTER COLUMN added_in_agency_id SET NOT NULL;
  CREATE INDEX individuals_added_in_agency_index ON individuals (added_in_agency_id, created_by);

  CREATE FUNCTION note_agency_of_adder() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    NEW.added_in_agency_id := (SELECT u.agency_id FROM users u WHERE u.id = NEW.created_by);
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION note_agency_of_adder() IS 'Kept by the database, whatever the service sends.';
  ALTER FUNCTION note_agency_of_adder() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION note_agency_of_adder() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION note_agency_of_adder() TO cohort_app;
  CREATE TRIGGER individuals_added_in_agency BEFORE INSERT ON individuals FOR EACH ROW EXECUTE FUNCTION note_agency_of_adder();`;

const OWNER_KEYS = `
  CREATE FUNCTION action_owner_keys(wanted_owner_id uuid, wanted_agency_id uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN EXISTS (SELECT 1 FROM users u WHERE u.id = wanted_owner_id AND u.agency_id = wanted_agency_id)
                THEN ARRAY[wanted_owner_id] ELSE '{}'::uuid[] END $$;
  COMMENT ON FUNCTION action_owner_keys(uuid, uuid) IS
    'The owner of an action sees it while they are of the agency that was to do it.';
  ALTER FUNCTION action_owner_keys(uuid, uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION action_owner_keys(uuid, uuid) FROM PUBLIC;`;

const REFRESH_ASSIGNED = `WHERE i.id IN (SELECT a.individual_id FROM assignments a WHERE a.user_id = NEW.id AND a.ended_at IS NULL)
             AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);`;
const REFRESH_ALL = `WHERE (i.id IN (SELECT a.individual_id FROM assignments a WHERE a.user_id = NEW.id AND a.ended_at IS NULL)
               OR i.created_by = NEW.id AND i.added_in_agency_id IN (OLD.agency_id, NEW.agency_id))
             AND i.access_keys IS DISTINCT FROM access_keys_of(i.id);
          UPDATE actions t SET access_keys = i.access_keys
                 || CASE WHEN i.is_restricted THEN '{}'::uuid[] ELSE action_owner_keys(t.owner_id, t.owner_agency_id) END
            FROM individuals i WHERE i.id = t.individual_id AND t.owner_id = NEW.id;`;

const NAMED = `
  GRANT UPDATE (restricted_to, version) ON individuals TO cohort_system;
  CREATE FUNCTION end_named_sight(wanted_user_id uuid) RETURNS uuid[]
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    touched uuid[];
  BEGIN
    IF NOT actor_has_role('administrator') THEN
      RAISE EXCEPTION 'only an administrator moves people to another agency' USING ERRCODE = '42501';
    END IF;
    WITH unnamed AS (
      UPDATE individuals i SET restricted_to = array_remove(i.restricted_to, wanted_user_id), version = i.version + 1
       WHERE i.is_restricted AND wanted_user_id = ANY (i.restricted_to) RETURNING i.id
    )
    SELECT coalesce(array_agg(id), '{}') INTO touched FROM unnamed;
    RETURN touched;
  END $$;
  COMMENT ON FUNCTION end_named_sight(uuid) IS
    'Takes somebody who leaves their agency off every restricted record. Names nobody instead: a record is often restricted because of a colleague. Answers ids, for the audit alone.';
  ALTER FUNCTION end_named_sight(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION end_named_sight(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_named_sight(uuid) TO cohort_app;`;

/** Changes one condition of a function and nothing else in it: its other parts belong to other migrations. */
const inFunction = (signature: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${signature}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${signature} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
