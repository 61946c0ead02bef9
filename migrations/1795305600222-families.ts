import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Families of individuals on record, and who champions one. A claim is shared with everybody who sees a member, except where it was
 * made through a restricted record: then only those who see that record know of it.
 */
export class Families1795305600222 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FAMILIES);
    await queryRunner.query(CLAIMS);
    await queryRunner.query(SHARED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER individuals_claims_shared ON individuals;
      DROP TABLE family_champion_claims, family_members, families;
      DROP FUNCTION share_champion_claims();
      DROP FUNCTION share_new_claim();`);
  }
}

const NOT_BY_GRANT = '(individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]))';
const OF_VISIBLE = 'EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)';

const FAMILIES = `
  CREATE TABLE families (
    id uuid CONSTRAINT families_pk PRIMARY KEY,
    created_by uuid NOT NULL CONSTRAINT families_created_by_fk REFERENCES users,
    created_at timestamptz NOT NULL
  );
  COMMENT ON TABLE families IS 'Individuals who are worked with as one family. It has no name: a name would be read by those who do not see every member.';
  CREATE TABLE family_members (
    id uuid CONSTRAINT family_members_pk PRIMARY KEY,
    family_id uuid NOT NULL CONSTRAINT family_members_family_fk REFERENCES families,
    individual_id uuid NOT NULL CONSTRAINT family_members_individual_fk REFERENCES individuals,
    joined_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT family_members_recorded_by_fk REFERENCES users,
    left_at timestamptz,
    left_because text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT family_members_leaving_has_a_reason CHECK ((left_at IS NULL) = (left_because IS NULL))
  );
  CREATE UNIQUE INDEX family_members_one_family ON family_members (individual_id) WHERE left_at IS NULL;
  CREATE INDEX family_members_individual_index ON family_members (individual_id);
  CREATE INDEX family_members_family_index ON family_members (family_id);
  COMMENT ON TABLE family_members IS 'One family at a time; who left stays in the history.';
  ALTER TABLE families ENABLE ROW LEVEL SECURITY; ALTER TABLE families FORCE ROW LEVEL SECURITY;
  ALTER TABLE family_members ENABLE ROW LEVEL SECURITY; ALTER TABLE family_members FORCE ROW LEVEL SECURITY;
  CREATE POLICY family_members_of_visible ON family_members TO cohort_app USING (${OF_VISIBLE});
  CREATE POLICY family_members_not_added_by_grant ON family_members AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${NOT_BY_GRANT};
  CREATE POLICY family_members_not_changed_by_grant ON family_members AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK ${NOT_BY_GRANT};
  CREATE POLICY families_of_members ON families FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM family_members m WHERE m.family_id = families.id));
  CREATE POLICY families_make ON families FOR INSERT TO cohort_app WITH CHECK (created_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON families, family_members TO cohort_app;
  GRANT UPDATE (left_at, left_because, version) ON family_members TO cohort_app;
  CREATE TRIGGER family_members_version BEFORE UPDATE ON family_members FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const CLAIMS = `
  CREATE TABLE family_champion_claims (
    id uuid CONSTRAINT family_champion_claims_pk PRIMARY KEY,
    family_id uuid NOT NULL CONSTRAINT family_champion_claims_family_fk REFERENCES families,
    individual_id uuid NOT NULL CONSTRAINT family_champion_claims_individual_fk REFERENCES individuals,
    user_id uuid NOT NULL CONSTRAINT family_champion_claims_user_fk REFERENCES users,
    agency_id uuid NOT NULL CONSTRAINT family_champion_claims_agency_fk REFERENCES agencies,
    status text NOT NULL CONSTRAINT family_champion_claims_status_known CHECK (status IN ('champion','contested','ended')),
    reason text NOT NULL CONSTRAINT family_champion_claims_have_a_reason CHECK (length(trim(reason)) > 0),
    is_shared boolean NOT NULL DEFAULT true,
    claimed_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_by uuid CONSTRAINT family_champion_claims_ended_by_fk REFERENCES users,
    end_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT family_champion_claims_end_is_whole CHECK
      ((status = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
  );
  CREATE UNIQUE INDEX family_champion_claims_one_champion ON family_champion_claims (family_id) WHERE status = 'champion' AND is_shared;
  CREATE UNIQUE INDEX family_champion_claims_one_each ON family_champion_claims (family_id, user_id) WHERE status <> 'ended' AND is_shared;
  CREATE INDEX family_champion_claims_family_index ON family_champion_claims (family_id);
  CREATE INDEX family_champion_claims_individual_index ON family_champion_claims (individual_id);
  CREATE INDEX family_champion_claims_contested_index ON family_champion_claims (claimed_at) WHERE status = 'contested';
  COMMENT ON TABLE family_champion_claims IS 'One practitioner speaks for a family. A second claim is kept as contested until one of the two ends.';
  COMMENT ON COLUMN family_champion_claims.individual_id IS 'The member through whose record it was claimed; never shown to who does not see that record.';
  COMMENT ON COLUMN family_champion_claims.is_shared IS
    'False where that record is restricted: others must not learn from a claim that one more of the family is known.';
  ALTER TABLE family_champion_claims ENABLE ROW LEVEL SECURITY; ALTER TABLE family_champion_claims FORCE ROW LEVEL SECURITY;
  CREATE POLICY family_champion_claims_see ON family_champion_claims FOR SELECT TO cohort_app
    USING (${OF_VISIBLE} OR (is_shared AND EXISTS (SELECT 1 FROM family_members m
             WHERE m.family_id = family_champion_claims.family_id AND m.left_at IS NULL)));
  CREATE POLICY family_champion_claims_make ON family_champion_claims FOR INSERT TO cohort_app
    WITH CHECK (${OF_VISIBLE} AND user_id = (SELECT actor_id()));
  CREATE POLICY family_champion_claims_change ON family_champion_claims FOR UPDATE TO cohort_app
    USING (${OF_VISIBLE} OR (is_shared AND EXISTS (SELECT 1 FROM family_members m
             WHERE m.family_id = family_champion_claims.family_id AND m.left_at IS NULL)));
  CREATE POLICY family_champion_claims_not_added_by_grant ON family_champion_claims AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${NOT_BY_GRANT};
  CREATE POLICY family_champion_claims_not_changed_by_grant ON family_champion_claims AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK ${NOT_BY_GRANT};
  CREATE POLICY family_champion_claims_system ON family_champion_claims TO cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT ON family_champion_claims TO cohort_app;
  GRANT UPDATE (status, ended_at, ended_by, end_reason, version) ON family_champion_claims TO cohort_app;
  GRANT SELECT, UPDATE (is_shared, version) ON family_champion_claims TO cohort_system;
  CREATE TRIGGER family_champion_claims_version BEFORE UPDATE ON family_champion_claims FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;

const SHARED = `
  CREATE FUNCTION share_new_claim() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT NOT i.is_restricted INTO NEW.is_shared FROM individuals i WHERE i.id = NEW.individual_id;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION share_new_claim() IS 'Whoever claims sees the record they claim through, so this reads it as they do.';
  CREATE TRIGGER family_champion_claims_shared BEFORE INSERT ON family_champion_claims FOR EACH ROW EXECUTE FUNCTION share_new_claim();

  CREATE FUNCTION share_champion_claims() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NEW.is_restricted AND NOT OLD.is_restricted THEN
      UPDATE family_champion_claims SET is_shared = false, version = version + 1 WHERE individual_id = NEW.id AND is_shared;
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION share_champion_claims() IS
    'A claim made through a record that becomes restricted is gone for everybody who does not see that record. Lifting shares nothing again by itself.';
  ALTER FUNCTION share_champion_claims() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION share_champion_claims() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION share_champion_claims() TO cohort_app;
  CREATE TRIGGER individuals_claims_shared AFTER UPDATE OF is_restricted ON individuals
    FOR EACH ROW EXECUTE FUNCTION share_champion_claims();`;
