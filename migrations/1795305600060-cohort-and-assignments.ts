import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dated cohort periods, dated responsibilities, and the rule that turns both into who may see. */
export class CohortAndAssignments1795305600060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE cohort_memberships (
        id uuid CONSTRAINT cohort_memberships_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT cohort_memberships_individual_fk REFERENCES individuals,
        panel_id uuid NOT NULL CONSTRAINT cohort_memberships_panel_fk REFERENCES panels,
        started_on date NOT NULL,
        ended_on date,
        tier text NOT NULL CONSTRAINT cohort_memberships_tier_known CHECK (tier IN ('critical','high','medium','monitoring')),
        strand text CONSTRAINT cohort_memberships_strand_known CHECK (strand IN ('periphery','at_risk','active')),
        is_experiencing boolean,
        is_perpetrating boolean,
        decision text NOT NULL,
        evidence text NOT NULL,
        evidence_on date NOT NULL,
        decided_by uuid NOT NULL CONSTRAINT cohort_memberships_decided_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL,
        exit_reason text CONSTRAINT cohort_memberships_exit_reason_known CHECK (exit_reason IN
          ('stepped_down','moved_area','deceased','over_age','no_longer_meets_criteria','in_custody','entered_in_error','superseded')),
        exit_rationale text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT cohort_memberships_ends_after_start CHECK (ended_on IS NULL OR ended_on >= started_on),
        CONSTRAINT cohort_memberships_exit_has_reason CHECK ((ended_on IS NULL) = (exit_reason IS NULL)),
        CONSTRAINT cohort_memberships_have_evidence CHECK (length(trim(evidence)) > 0 AND length(trim(decision)) > 0),
        CONSTRAINT cohort_memberships_no_overlap EXCLUDE USING gist
          (individual_id WITH =, daterange(started_on, ended_on, '[)') WITH &&)
      );
      CREATE INDEX cohort_memberships_panel_index ON cohort_memberships (panel_id) WHERE ended_on IS NULL;
      COMMENT ON TABLE cohort_memberships IS 'A dated period in the tertiary cohort. No entry without dated evidence and a decider (the Gangs Matrix lesson).';
      COMMENT ON COLUMN cohort_memberships.is_experiencing IS 'null is "not known": never read as no.';

      CREATE TABLE assignments (
        id uuid CONSTRAINT assignments_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT assignments_individual_fk REFERENCES individuals,
        kind text NOT NULL CONSTRAINT assignments_kind_known CHECK (kind IN ('lead_professional','plan_owner','practitioner')),
        user_id uuid NOT NULL CONSTRAINT assignments_user_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT assignments_agency_fk REFERENCES agencies,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        assigned_by uuid NOT NULL CONSTRAINT assignments_assigned_by_fk REFERENCES users,
        end_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT assignments_end_after_start CHECK (ended_at IS NULL OR ended_at >= started_at)
      );
      CREATE UNIQUE INDEX assignments_one_lead_professional ON assignments (individual_id) WHERE kind = 'lead_professional' AND ended_at IS NULL;
      CREATE UNIQUE INDEX assignments_one_plan_owner ON assignments (individual_id) WHERE kind = 'plan_owner' AND ended_at IS NULL;
      CREATE UNIQUE INDEX assignments_once ON assignments (individual_id, kind, user_id) WHERE ended_at IS NULL;
      CREATE INDEX assignments_user_index ON assignments (user_id) WHERE ended_at IS NULL;
      CREATE INDEX assignments_individual_index ON assignments (individual_id);
      COMMENT ON TABLE assignments IS 'Who was responsible when: ended, never deleted.';

      ALTER TABLE cohort_memberships ENABLE ROW LEVEL SECURITY; ALTER TABLE cohort_memberships FORCE ROW LEVEL SECURITY;
      ALTER TABLE assignments ENABLE ROW LEVEL SECURITY; ALTER TABLE assignments FORCE ROW LEVEL SECURITY;
      CREATE POLICY cohort_memberships_of_visible ON cohort_memberships TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY cohort_memberships_system ON cohort_memberships FOR SELECT TO cohort_system USING (true);
      CREATE POLICY assignments_of_visible ON assignments TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY assignments_system ON assignments FOR SELECT TO cohort_system USING (true);
      GRANT SELECT, INSERT, UPDATE ON cohort_memberships, assignments TO cohort_app;
      GRANT SELECT ON cohort_memberships, assignments TO cohort_system;
      CREATE TRIGGER cohort_memberships_version BEFORE UPDATE ON cohort_memberships FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER assignments_version BEFORE UPDATE ON assignments FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

      CREATE FUNCTION access_keys_of(wanted uuid) RETURNS uuid[]
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE
          WHEN i.is_restricted THEN i.restricted_to
          WHEN NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id)
           AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id) THEN ARRAY[i.created_by]
          ELSE ARRAY(
            SELECT a.user_id FROM assignments a JOIN users u ON u.id = a.user_id AND u.status = 'active'
             WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
            UNION SELECT m.panel_id FROM cohort_memberships m WHERE m.individual_id = i.id AND m.ended_on IS NULL
            ORDER BY 1)
          END
          FROM individuals i WHERE i.id = wanted $$;
      COMMENT ON FUNCTION access_keys_of(uuid) IS
        'The one rule of who sees an individual: people working the case, managers of their agencies, the panel of the cohort; restricted: the named people alone.';

      CREATE FUNCTION refresh_access_keys() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        touched uuid;
        keys uuid[];
      BEGIN
        IF TG_TABLE_NAME = 'individuals' THEN touched := NEW.id; ELSE touched := NEW.individual_id; END IF;
        keys := access_keys_of(touched);
        UPDATE individuals SET access_keys = keys WHERE id = touched AND access_keys IS DISTINCT FROM keys;
        RETURN NULL;
      END $$;

      ALTER FUNCTION access_keys_of(uuid) OWNER TO cohort_system;
      ALTER FUNCTION refresh_access_keys() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION access_keys_of(uuid), refresh_access_keys() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION refresh_access_keys() TO cohort_app;
      CREATE TRIGGER assignments_access AFTER INSERT OR UPDATE OF user_id, agency_id, ended_at ON assignments
        FOR EACH ROW EXECUTE FUNCTION refresh_access_keys();
      CREATE TRIGGER cohort_memberships_access AFTER INSERT OR UPDATE OF panel_id, ended_on ON cohort_memberships
        FOR EACH ROW EXECUTE FUNCTION refresh_access_keys();
      CREATE TRIGGER individuals_access AFTER UPDATE OF is_restricted, restricted_to ON individuals
        FOR EACH ROW EXECUTE FUNCTION refresh_access_keys();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER individuals_access ON individuals;
      DROP TABLE assignments, cohort_memberships;
      DROP FUNCTION refresh_access_keys();
      DROP FUNCTION access_keys_of(uuid);
    `);
  }
}
