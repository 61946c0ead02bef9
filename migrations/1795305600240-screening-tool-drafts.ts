import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A screening tool is drafted, tried out and put in force by two people; a version that was ever in force never changes.
 * A draft that is put aside is retired without a day in force.
 */
export class ScreeningToolDrafts1795305600240 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DECISION);
    await queryRunner.query(KEPT_FOR_EVER);
    await queryRunner.query(EDITORS);
    await queryRunner.query(EXAMPLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE screening_tool_examples;
      DROP TRIGGER screenings_tool_decided ON screenings;
      DROP TRIGGER screening_tool_versions_kept ON screening_tool_versions;
      DROP FUNCTION refuse_undecided_tool();
      DROP FUNCTION keep_tool_version();
      DROP POLICY screening_tools_editors ON screening_tools;
      DROP POLICY screening_tool_versions_draft ON screening_tool_versions;
      DROP POLICY screening_tool_versions_change ON screening_tool_versions;
      CREATE POLICY screening_tools_panel ON screening_tools FOR INSERT TO cohort_app
        WITH CHECK ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()));
      CREATE POLICY screening_tool_versions_panel ON screening_tool_versions TO cohort_app
        USING ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()))
        WITH CHECK ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()));
      DROP INDEX screening_tool_versions_one_draft;
      ALTER TABLE screening_tool_versions NO FORCE ROW LEVEL SECURITY;
      UPDATE screening_tool_versions SET status = 'draft', version = version + 1 WHERE status = 'retired' AND in_force_on IS NULL;
      ALTER TABLE screening_tool_versions FORCE ROW LEVEL SECURITY;
      ALTER TABLE screening_tool_versions
        DROP CONSTRAINT screening_tool_versions_dated,
        DROP CONSTRAINT screening_tool_versions_two_people,
        DROP CONSTRAINT screening_tool_versions_decision_is_whole,
        DROP COLUMN drafted_by, DROP COLUMN based_on_id, DROP COLUMN asked_by, DROP COLUMN asked_at, DROP COLUMN decided_on,
        DROP COLUMN decision_reason, DROP COLUMN agreed_by, DROP COLUMN agreed_at, DROP COLUMN retired_on,
        ADD CONSTRAINT screening_tool_versions_dated CHECK (status = 'draft' OR in_force_on IS NOT NULL);
    `);
  }
}

const DECISION = `
  ALTER TABLE screening_tool_versions
    ADD COLUMN drafted_by uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN based_on_id uuid CONSTRAINT screening_tool_versions_based_on_fk REFERENCES screening_tool_versions,
    ADD COLUMN asked_by uuid CONSTRAINT screening_tool_versions_asked_by_fk REFERENCES users,
    ADD COLUMN asked_at timestamptz,
    ADD COLUMN decided_on date,
    ADD COLUMN decision_reason text,
    ADD COLUMN agreed_by uuid CONSTRAINT screening_tool_versions_agreed_by_fk REFERENCES users,
    ADD COLUMN agreed_at timestamptz,
    ADD COLUMN retired_on date,
    DROP CONSTRAINT screening_tool_versions_dated,
    ADD CONSTRAINT screening_tool_versions_dated CHECK (status <> 'in_force' OR in_force_on IS NOT NULL),
    ADD CONSTRAINT screening_tool_versions_decision_is_whole CHECK (
      (asked_by IS NULL) = (asked_at IS NULL) AND (asked_by IS NULL) = (decided_on IS NULL)
      AND (asked_by IS NULL) = (decision_reason IS NULL) AND (agreed_by IS NULL) = (agreed_at IS NULL)
      AND (decision_reason IS NULL OR length(trim(decision_reason)) > 0)),
    ADD CONSTRAINT screening_tool_versions_two_people CHECK
      (agreed_by IS NULL OR (asked_by IS NOT NULL AND agreed_by <> asked_by AND agreed_by <> ALL (drafted_by)));
  CREATE UNIQUE INDEX screening_tool_versions_one_draft ON screening_tool_versions (tool_id) WHERE status = 'draft';
  CREATE INDEX screening_tool_versions_based_on_index ON screening_tool_versions (based_on_id);
  COMMENT ON COLUMN screening_tool_versions.drafted_by IS 'Everybody who wrote in the draft: none of them may agree that it comes into force.';
  COMMENT ON COLUMN screening_tool_versions.decided_on IS 'The day the partnership decided, as whoever asked gave it; in_force_on is the day it took effect.';
  COMMENT ON COLUMN screening_tool_versions.retired_on IS 'The day it was replaced, or the draft was put aside (then in_force_on is null).';`;

const KEPT_FOR_EVER = `
  CREATE FUNCTION keep_tool_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'draft' THEN
      IF TG_OP = 'DELETE' OR OLD.status = 'retired' OR NEW.status NOT IN ('in_force','retired')
         OR to_jsonb(NEW) - ARRAY['status','retired_on','version'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['status','retired_on','version'] THEN
        RAISE EXCEPTION 'a version of a screening tool that was in force, or was put aside, never changes' USING ERRCODE = 'check_violation';
      END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW.status = 'in_force' AND NEW.agreed_by IS NULL AND actor_id() IS DISTINCT FROM system_user_id() THEN
      RAISE EXCEPTION 'a screening tool comes into force when a second person agrees' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  COMMENT ON FUNCTION keep_tool_version() IS 'Old screenings are read with the questions they were asked: their definition is never changed, whoever asks.';
  CREATE TRIGGER screening_tool_versions_kept BEFORE UPDATE OR DELETE ON screening_tool_versions
    FOR EACH ROW EXECUTE FUNCTION keep_tool_version();
  CREATE FUNCTION refuse_undecided_tool() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM screening_tool_versions v WHERE v.id = NEW.tool_version_id AND v.status = 'draft') THEN
      RAISE EXCEPTION 'nobody is screened with a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION refuse_undecided_tool() IS 'A draft may still change, so no screening is made with one.';
  CREATE TRIGGER screenings_tool_decided BEFORE INSERT ON screenings FOR EACH ROW EXECUTE FUNCTION refuse_undecided_tool();`;

const IS_EDITOR = `(SELECT actor_has_role('panel_chair') OR actor_has_role('administrator') OR actor_id() = system_user_id())`;

const EDITORS = `
  DROP POLICY screening_tools_panel ON screening_tools;
  DROP POLICY screening_tool_versions_panel ON screening_tool_versions;
  CREATE POLICY screening_tools_editors ON screening_tools FOR INSERT TO cohort_app WITH CHECK (${IS_EDITOR});
  CREATE POLICY screening_tool_versions_draft ON screening_tool_versions FOR INSERT TO cohort_app
    WITH CHECK (${IS_EDITOR} AND ((status = 'draft' AND drafted_by = ARRAY[(SELECT actor_id())]) OR (SELECT actor_id() = system_user_id())));
  CREATE POLICY screening_tool_versions_change ON screening_tool_versions FOR UPDATE TO cohort_app
    USING (${IS_EDITOR})
    WITH CHECK (${IS_EDITOR} AND (agreed_by IS NULL OR status = 'retired' OR agreed_by = (SELECT actor_id())));`;

const EXAMPLES = `
  CREATE TABLE screening_tool_examples (
    id uuid CONSTRAINT screening_tool_examples_pk PRIMARY KEY,
    tool_id uuid NOT NULL CONSTRAINT screening_tool_examples_tool_fk REFERENCES screening_tools,
    title text NOT NULL CONSTRAINT screening_tool_examples_have_a_title CHECK (length(trim(title)) > 0),
    screened_on date NOT NULL,
    age integer CONSTRAINT screening_tool_examples_age_possible CHECK (age BETWEEN 0 AND 120),
    answers jsonb NOT NULL,
    expected_exploitation_band text NOT NULL CONSTRAINT screening_tool_examples_exploitation_known CHECK
      (expected_exploitation_band IN ('none_identified','emerging','significant','experiencing','not_enough_known')),
    expected_violence_band text NOT NULL CONSTRAINT screening_tool_examples_violence_known CHECK
      (expected_violence_band IN ('low','medium','high','very_high','not_enough_known')),
    kept_by uuid NOT NULL CONSTRAINT screening_tool_examples_kept_by_fk REFERENCES users,
    kept_at timestamptz NOT NULL,
    removed_at timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX screening_tool_examples_tool_index ON screening_tool_examples (tool_id) WHERE removed_at IS NULL;
  COMMENT ON TABLE screening_tool_examples IS
    'Made-up answers to a tool with the bands they must give: run again with every draft. About nobody.';
  COMMENT ON COLUMN screening_tool_examples.age IS 'In whole years; null: not known.';
  ALTER TABLE screening_tool_examples ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_tool_examples FORCE ROW LEVEL SECURITY;
  CREATE POLICY screening_tool_examples_see ON screening_tool_examples FOR SELECT TO cohort_app USING (${IS_EDITOR});
  CREATE POLICY screening_tool_examples_keep ON screening_tool_examples FOR INSERT TO cohort_app
    WITH CHECK (${IS_EDITOR} AND kept_by = (SELECT actor_id()));
  CREATE POLICY screening_tool_examples_change ON screening_tool_examples FOR UPDATE TO cohort_app USING (${IS_EDITOR}) WITH CHECK (${IS_EDITOR});
  GRANT SELECT, INSERT ON screening_tool_examples TO cohort_app;
  GRANT UPDATE (expected_exploitation_band, expected_violence_band, removed_at, version) ON screening_tool_examples TO cohort_app;
  CREATE TRIGGER screening_tool_examples_version BEFORE UPDATE ON screening_tool_examples
    FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;
