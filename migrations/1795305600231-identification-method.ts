import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The agreed way in which the partnership finds those at highest risk: versioned words, criteria, an owner, a cycle. */
export class IdentificationMethod1795305600231 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(METHODS_SQL);
    await queryRunner.query(CRITERIA_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE identification_cycles, identification_criteria, identification_methods;
      DROP FUNCTION keep_method_words();
    `);
  }
}

const METHODS_SQL = `
  CREATE TABLE identification_methods (
    id uuid CONSTRAINT identification_methods_pk PRIMARY KEY,
    number integer NOT NULL CONSTRAINT identification_methods_number_unique UNIQUE,
    status text NOT NULL DEFAULT 'draft' CONSTRAINT identification_methods_status_known CHECK (status IN ('draft','in_force','retired')),
    description text NOT NULL CONSTRAINT identification_methods_described CHECK (length(trim(description)) > 0),
    cycle_months integer NOT NULL CONSTRAINT identification_methods_cycle_within CHECK (cycle_months BETWEEN 1 AND 24),
    validation_months integer NOT NULL CONSTRAINT identification_methods_validation_within CHECK (validation_months BETWEEN 1 AND 12),
    owner_id uuid NOT NULL CONSTRAINT identification_methods_owner_fk REFERENCES users,
    in_force_from date,
    retired_on date,
    decision text,
    put_in_force_by uuid CONSTRAINT identification_methods_put_in_force_by_fk REFERENCES users,
    put_in_force_at timestamptz,
    drafted_by uuid NOT NULL CONSTRAINT identification_methods_drafted_by_fk REFERENCES users,
    drafted_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT identification_methods_in_force_by_decision CHECK ((status = 'draft') =
      (in_force_from IS NULL AND decision IS NULL AND put_in_force_by IS NULL AND put_in_force_at IS NULL)),
    CONSTRAINT identification_methods_retired_says_when CHECK ((status = 'retired') = (retired_on IS NOT NULL))
  );
  CREATE UNIQUE INDEX identification_methods_one_in_force ON identification_methods (status) WHERE status = 'in_force';
  CREATE UNIQUE INDEX identification_methods_one_draft ON identification_methods (status) WHERE status = 'draft';
  CREATE INDEX identification_methods_owner_index ON identification_methods (owner_id);
  CREATE INDEX identification_methods_put_in_force_by_index ON identification_methods (put_in_force_by);
  CREATE INDEX identification_methods_drafted_by_index ON identification_methods (drafted_by);
  COMMENT ON TABLE identification_methods IS 'How those at highest risk are found: one version in force, the earlier ones kept as they were, at most one draft.';
  COMMENT ON COLUMN identification_methods.cycle_months IS 'How often the partnership looks through everybody again.';
  COMMENT ON COLUMN identification_methods.validation_months IS 'How long a cohort decision stands before it is checked again or ends.';
  COMMENT ON COLUMN identification_methods.decision IS 'Who agreed to put it in force, where, and why.';

  CREATE FUNCTION keep_method_words() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'draft' AND (NEW.number, NEW.description, NEW.cycle_months, NEW.validation_months, NEW.in_force_from, NEW.decision)
         IS DISTINCT FROM (OLD.number, OLD.description, OLD.cycle_months, OLD.validation_months, OLD.in_force_from, OLD.decision) THEN
      RAISE EXCEPTION 'A method that is or was in force keeps its words.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION keep_method_words() IS 'Decisions name the version they were made under, so its words stay. Its owner may change.';

  ALTER TABLE identification_methods ENABLE ROW LEVEL SECURITY; ALTER TABLE identification_methods FORCE ROW LEVEL SECURITY;
  CREATE POLICY identification_methods_read ON identification_methods FOR SELECT TO cohort_app
    USING (status <> 'draft' OR (SELECT actor_has_role('panel_chair')));
  CREATE POLICY identification_methods_chair ON identification_methods TO cohort_app
    USING ((SELECT actor_has_role('panel_chair'))) WITH CHECK ((SELECT actor_has_role('panel_chair')));
  GRANT SELECT, INSERT, UPDATE ON identification_methods TO cohort_app;
  CREATE TRIGGER identification_methods_version BEFORE UPDATE ON identification_methods FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TRIGGER identification_methods_words BEFORE UPDATE ON identification_methods FOR EACH ROW EXECUTE FUNCTION keep_method_words();
`;

const CRITERIA_SQL = `
  CREATE TABLE identification_criteria (
    id uuid CONSTRAINT identification_criteria_pk PRIMARY KEY,
    method_id uuid NOT NULL CONSTRAINT identification_criteria_method_fk REFERENCES identification_methods,
    position integer NOT NULL,
    text text NOT NULL CONSTRAINT identification_criteria_say_something CHECK (length(trim(text)) > 0),
    is_left_out boolean NOT NULL DEFAULT false,
    CONSTRAINT identification_criteria_in_order UNIQUE (method_id, position)
  );
  COMMENT ON COLUMN identification_criteria.is_left_out IS 'A line that a later writing of the draft has no more: nothing is deleted.';
  COMMENT ON TABLE identification_criteria IS 'One criterion of one version, which a cohort decision names. Changed while the version is a draft, never after.';
  ALTER TABLE identification_criteria ENABLE ROW LEVEL SECURITY; ALTER TABLE identification_criteria FORCE ROW LEVEL SECURITY;
  CREATE POLICY identification_criteria_read ON identification_criteria FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM identification_methods m WHERE m.id = method_id));
  CREATE POLICY identification_criteria_add ON identification_criteria FOR INSERT TO cohort_app
    WITH CHECK ((SELECT actor_has_role('panel_chair'))
      AND EXISTS (SELECT 1 FROM identification_methods m WHERE m.id = method_id AND m.status = 'draft'));
  CREATE POLICY identification_criteria_change ON identification_criteria FOR UPDATE TO cohort_app
    USING ((SELECT actor_has_role('panel_chair'))
      AND EXISTS (SELECT 1 FROM identification_methods m WHERE m.id = method_id AND m.status = 'draft'));
  GRANT SELECT, INSERT ON identification_criteria TO cohort_app;
  GRANT UPDATE (text, is_left_out) ON identification_criteria TO cohort_app;

  CREATE TABLE identification_cycles (
    id uuid CONSTRAINT identification_cycles_pk PRIMARY KEY,
    method_id uuid NOT NULL CONSTRAINT identification_cycles_method_fk REFERENCES identification_methods,
    held_on date NOT NULL,
    summary text NOT NULL CONSTRAINT identification_cycles_say_something CHECK (length(trim(summary)) > 0),
    recorded_by uuid NOT NULL CONSTRAINT identification_cycles_recorded_by_fk REFERENCES users,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX identification_cycles_method_index ON identification_cycles (method_id);
  CREATE INDEX identification_cycles_recorded_by_index ON identification_cycles (recorded_by);
  CREATE INDEX identification_cycles_held_index ON identification_cycles (held_on DESC);
  COMMENT ON TABLE identification_cycles IS 'Each time the partnership looked through everybody: the next is due its cycle after the last.';
  ALTER TABLE identification_cycles ENABLE ROW LEVEL SECURITY; ALTER TABLE identification_cycles FORCE ROW LEVEL SECURITY;
  CREATE POLICY identification_cycles_read ON identification_cycles FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
  CREATE POLICY identification_cycles_add ON identification_cycles FOR INSERT TO cohort_app
    WITH CHECK ((SELECT actor_has_role('panel_chair')) AND recorded_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON identification_cycles TO cohort_app;
`;
