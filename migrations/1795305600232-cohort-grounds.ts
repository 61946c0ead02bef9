import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADDED = ['cohort_criteria_met', 'cohort_evidence', 'cohort_deciders', 'cohort_validations'];

/** What a cohort decision rests on, row by row; its validation at an interval; and who took over whoever moved away. */
export class CohortGrounds1795305600232 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MEMBERSHIPS_SQL);
    await queryRunner.query(GROUNDS_SQL);
    for (const table of ADDED) {
      await queryRunner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_visible ON ${table} TO cohort_app
          USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
        CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app
          WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
        CREATE POLICY ${table}_system ON ${table} FOR SELECT TO cohort_system USING (true);
        GRANT SELECT, INSERT ON ${table} TO cohort_app;
        GRANT SELECT ON ${table} TO cohort_system;`);
    }
    await queryRunner.query(HELD_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER cohort_memberships_grounds ON cohort_memberships;
      DROP FUNCTION refuse_entry_without_grounds();
      DROP TABLE cohort_criteria_met, cohort_evidence, cohort_deciders, cohort_validations;
      ALTER TABLE cohort_memberships
        DROP CONSTRAINT cohort_memberships_accepted_is_whole,
        DROP COLUMN came_about, DROP COLUMN method_id, DROP COLUMN dissent, DROP COLUMN considered, DROP COLUMN validate_by,
        DROP COLUMN accepting_authority, DROP COLUMN accepted_by, DROP COLUMN accepted_on;
    `);
  }
}

const MEMBERSHIPS_SQL = `
  ALTER TABLE cohort_memberships
    ADD COLUMN came_about text NOT NULL DEFAULT 'earlier' CONSTRAINT cohort_memberships_came_about_known
      CHECK (came_about IN ('decided','changed','imported','earlier')),
    ADD COLUMN method_id uuid CONSTRAINT cohort_memberships_method_fk REFERENCES identification_methods,
    ADD COLUMN dissent text,
    ADD COLUMN considered text,
    ADD COLUMN validate_by date,
    ADD COLUMN accepting_authority text,
    ADD COLUMN accepted_by text,
    ADD COLUMN accepted_on date,
    ADD CONSTRAINT cohort_memberships_accepted_is_whole CHECK (
      (accepting_authority IS NULL) = (accepted_by IS NULL) AND (accepted_by IS NULL) = (accepted_on IS NULL)
      AND (accepted_on IS NULL OR exit_reason = 'moved_area'));
  CREATE INDEX cohort_memberships_method_index ON cohort_memberships (method_id);
  COMMENT ON COLUMN cohort_memberships.came_about IS
    'decided: an entry with its grounds; changed: goes on from the period before at another tier, strand or role; imported: as a spreadsheet said; earlier: from before grounds were kept.';
  COMMENT ON COLUMN cohort_memberships.method_id IS 'The version of the identification method in force when it was decided.';
  COMMENT ON COLUMN cohort_memberships.dissent IS 'Who disagreed and why; null: nobody did.';
  COMMENT ON COLUMN cohort_memberships.considered IS 'What else was considered, and why it was rejected.';
  COMMENT ON COLUMN cohort_memberships.validate_by IS 'The day by which the decision is checked again; null: six months after its start, as before this was kept.';
  COMMENT ON COLUMN cohort_memberships.accepting_authority IS 'For a move: who took the person over, with who agreed there (accepted_by) and when.';
`;

const GROUNDS_SQL = `
  CREATE TABLE cohort_validations (
    id uuid CONSTRAINT cohort_validations_pk PRIMARY KEY,
    membership_id uuid NOT NULL CONSTRAINT cohort_validations_membership_fk REFERENCES cohort_memberships,
    individual_id uuid NOT NULL CONSTRAINT cohort_validations_individual_fk REFERENCES individuals,
    method_id uuid CONSTRAINT cohort_validations_method_fk REFERENCES identification_methods,
    decision text NOT NULL CONSTRAINT cohort_validations_decided CHECK (length(trim(decision)) > 0),
    dissent text,
    was_due_on date NOT NULL,
    validate_by date NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT cohort_validations_decided_by_fk REFERENCES users,
    decided_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT cohort_validations_go_forward CHECK (validate_by > decided_on)
  );
  CREATE INDEX cohort_validations_membership_index ON cohort_validations (membership_id);
  CREATE INDEX cohort_validations_individual_index ON cohort_validations (individual_id, recorded_at DESC);
  CREATE INDEX cohort_validations_method_index ON cohort_validations (method_id);
  CREATE INDEX cohort_validations_decided_by_index ON cohort_validations (decided_by);
  COMMENT ON TABLE cohort_validations IS 'Each time it was checked, with dated evidence, that somebody still belongs in the cohort.';

  -- The membership comes last in an entry, because with it its maker may lose sight of the case: hence deferred.
  CREATE TABLE cohort_criteria_met (
    id uuid CONSTRAINT cohort_criteria_met_pk PRIMARY KEY,
    membership_id uuid NOT NULL CONSTRAINT cohort_criteria_met_membership_fk REFERENCES cohort_memberships DEFERRABLE INITIALLY DEFERRED,
    validation_id uuid CONSTRAINT cohort_criteria_met_validation_fk REFERENCES cohort_validations,
    individual_id uuid NOT NULL CONSTRAINT cohort_criteria_met_individual_fk REFERENCES individuals,
    criterion_id uuid NOT NULL CONSTRAINT cohort_criteria_met_criterion_fk REFERENCES identification_criteria
  );
  CREATE INDEX cohort_criteria_met_membership_index ON cohort_criteria_met (membership_id);
  CREATE INDEX cohort_criteria_met_validation_index ON cohort_criteria_met (validation_id);
  CREATE INDEX cohort_criteria_met_individual_index ON cohort_criteria_met (individual_id);
  CREATE INDEX cohort_criteria_met_criterion_index ON cohort_criteria_met (criterion_id);
  COMMENT ON TABLE cohort_criteria_met IS 'The criteria, of the version in force, that an entry or a validation says are met.';

  CREATE TABLE cohort_evidence (
    id uuid CONSTRAINT cohort_evidence_pk PRIMARY KEY,
    membership_id uuid NOT NULL CONSTRAINT cohort_evidence_membership_fk REFERENCES cohort_memberships DEFERRABLE INITIALLY DEFERRED,
    validation_id uuid CONSTRAINT cohort_evidence_validation_fk REFERENCES cohort_validations,
    individual_id uuid NOT NULL CONSTRAINT cohort_evidence_individual_fk REFERENCES individuals,
    kind text NOT NULL CONSTRAINT cohort_evidence_kind_known CHECK (kind IN
      ('incident','disclosure','observation','intelligence','screening','imported')),
    text text NOT NULL CONSTRAINT cohort_evidence_says_something CHECK (length(trim(text)) > 0),
    happened_on date NOT NULL
  );
  CREATE INDEX cohort_evidence_membership_index ON cohort_evidence (membership_id);
  CREATE INDEX cohort_evidence_validation_index ON cohort_evidence (validation_id);
  CREATE INDEX cohort_evidence_individual_index ON cohort_evidence (individual_id);
  COMMENT ON TABLE cohort_evidence IS 'What an entry or a validation rests on, each with its day. A screening alone is never enough; imported: the words of a spreadsheet, dated with the import.';

  CREATE TABLE cohort_deciders (
    id uuid CONSTRAINT cohort_deciders_pk PRIMARY KEY,
    membership_id uuid NOT NULL CONSTRAINT cohort_deciders_membership_fk REFERENCES cohort_memberships DEFERRABLE INITIALLY DEFERRED,
    validation_id uuid CONSTRAINT cohort_deciders_validation_fk REFERENCES cohort_validations,
    individual_id uuid NOT NULL CONSTRAINT cohort_deciders_individual_fk REFERENCES individuals,
    name text NOT NULL CONSTRAINT cohort_deciders_named CHECK (length(trim(name)) > 0)
  );
  CREATE INDEX cohort_deciders_membership_index ON cohort_deciders (membership_id);
  CREATE INDEX cohort_deciders_validation_index ON cohort_deciders (validation_id);
  CREATE INDEX cohort_deciders_individual_index ON cohort_deciders (individual_id);
  COMMENT ON TABLE cohort_deciders IS 'Who decided, by name and agency: more than the one who wrote it down.';
`;

const HELD_SQL = `
  CREATE FUNCTION refuse_entry_without_grounds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NEW.came_about = 'decided' AND NOT (
         EXISTS (SELECT 1 FROM cohort_criteria_met c JOIN identification_criteria x ON x.id = c.criterion_id
                  WHERE c.membership_id = NEW.id AND c.validation_id IS NULL AND x.method_id = NEW.method_id)
         AND EXISTS (SELECT 1 FROM cohort_evidence e WHERE e.membership_id = NEW.id AND e.validation_id IS NULL
                        AND e.kind NOT IN ('screening','imported'))
         AND EXISTS (SELECT 1 FROM cohort_deciders d WHERE d.membership_id = NEW.id AND d.validation_id IS NULL)
         AND length(trim(NEW.considered)) > 0) THEN
      RAISE EXCEPTION 'No entry without criteria met, dated evidence beside a score, deciders, and what was considered.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'cohort_memberships_grounds';
    END IF;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION refuse_entry_without_grounds() IS 'Nobody enters the cohort on a score alone or without dated evidence, whatever the service forgets.';
  ALTER FUNCTION refuse_entry_without_grounds() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION refuse_entry_without_grounds() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION refuse_entry_without_grounds() TO cohort_app;
  CREATE POLICY identification_criteria_system ON identification_criteria FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON identification_criteria TO cohort_system;
  CREATE CONSTRAINT TRIGGER cohort_memberships_grounds AFTER INSERT ON cohort_memberships
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_entry_without_grounds();
`;
