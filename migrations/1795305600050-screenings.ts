import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Screening tools are data: a version in force never changes, and an old screening keeps its version for ever. */
export class Screenings1795305600050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE screening_tools (
        id uuid CONSTRAINT screening_tools_pk PRIMARY KEY,
        key text NOT NULL CONSTRAINT screening_tools_key_unique UNIQUE,
        name text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE screening_tool_versions (
        id uuid CONSTRAINT screening_tool_versions_pk PRIMARY KEY,
        tool_id uuid NOT NULL CONSTRAINT screening_tool_versions_tool_fk REFERENCES screening_tools,
        number integer NOT NULL,
        status text NOT NULL CONSTRAINT screening_tool_versions_status_known CHECK (status IN ('draft','in_force','retired')),
        definition jsonb NOT NULL,
        in_force_on date,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT screening_tool_versions_number_unique UNIQUE (tool_id, number),
        CONSTRAINT screening_tool_versions_dated CHECK (status = 'draft' OR in_force_on IS NOT NULL)
      );
      CREATE UNIQUE INDEX screening_tool_versions_one_in_force ON screening_tool_versions (tool_id) WHERE status = 'in_force';

      CREATE TABLE screenings (
        id uuid CONSTRAINT screenings_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT screenings_individual_fk REFERENCES individuals,
        tool_version_id uuid CONSTRAINT screenings_tool_version_fk REFERENCES screening_tool_versions,
        screened_on date NOT NULL,
        answers jsonb NOT NULL DEFAULT '{}',
        result jsonb NOT NULL DEFAULT '{}',
        exploitation_band text NOT NULL CONSTRAINT screenings_exploitation_band_known CHECK
          (exploitation_band IN ('none_identified','emerging','significant','experiencing','not_enough_known')),
        violence_band text NOT NULL CONSTRAINT screenings_violence_band_known CHECK
          (violence_band IN ('low','medium','high','very_high','not_enough_known')),
        judged_exploitation_band text CONSTRAINT screenings_judged_exploitation_band_known CHECK
          (judged_exploitation_band IN ('none_identified','emerging','significant','experiencing','not_enough_known')),
        judged_violence_band text CONSTRAINT screenings_judged_violence_band_known CHECK
          (judged_violence_band IN ('low','medium','high','very_high','not_enough_known')),
        judgement_reason text,
        source text NOT NULL DEFAULT 'recorded' CONSTRAINT screenings_source_known CHECK (source IN ('recorded','imported')),
        screened_by uuid NOT NULL CONSTRAINT screenings_screened_by_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT screenings_agency_fk REFERENCES agencies,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT screenings_judgement_has_reason CHECK
          ((judged_exploitation_band IS NULL AND judged_violence_band IS NULL) OR length(trim(judgement_reason)) > 0),
        CONSTRAINT screenings_recorded_have_a_tool CHECK (source = 'imported' OR tool_version_id IS NOT NULL)
      );
      CREATE INDEX screenings_individual_index ON screenings (individual_id, screened_on DESC);
      COMMENT ON COLUMN screenings.result IS 'Points traced to answers, share unanswered, triggers: what the tool said, kept apart from judgement.';
      COMMENT ON COLUMN screenings.judged_exploitation_band IS
        'The judged band where it differs and is in effect; null while the answers decide, or while a lower one waits for a second person (see result.judgement).';
      COMMENT ON COLUMN screenings.judged_violence_band IS
        'The judged band where it differs and is in effect; null while the answers decide, or while a lower one waits for a second person (see result.judgement).';
      COMMENT ON COLUMN screenings.source IS 'imported: a date and a band from the old spreadsheet, with no answers behind it.';

      ALTER TABLE screening_tools ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_tools FORCE ROW LEVEL SECURITY;
      ALTER TABLE screening_tool_versions ENABLE ROW LEVEL SECURITY; ALTER TABLE screening_tool_versions FORCE ROW LEVEL SECURITY;
      ALTER TABLE screenings ENABLE ROW LEVEL SECURITY; ALTER TABLE screenings FORCE ROW LEVEL SECURITY;
      CREATE POLICY screening_tools_signed_in ON screening_tools FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY screening_tools_panel ON screening_tools FOR INSERT TO cohort_app
        WITH CHECK ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()));
      CREATE POLICY screening_tool_versions_signed_in ON screening_tool_versions FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY screening_tool_versions_panel ON screening_tool_versions TO cohort_app
        USING ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()))
        WITH CHECK ((SELECT actor_has_role('panel_chair') OR actor_id() = system_user_id()));
      CREATE POLICY screenings_of_visible ON screenings TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id))
        WITH CHECK (screened_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      GRANT SELECT, INSERT ON screening_tools, screenings TO cohort_app;
      GRANT SELECT, INSERT, UPDATE ON screening_tool_versions TO cohort_app;
      CREATE TRIGGER screening_tool_versions_version BEFORE UPDATE ON screening_tool_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE screenings, screening_tool_versions, screening_tools;`);
  }
}
