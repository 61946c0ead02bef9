import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What other assessments say that is no screening: totals of the SDQ by informant (its items are copyright and not kept),
 * SEND, disability, and adverse experiences one by one. Only ever added to; the newest of a kind and subject counts.
 */
export class Measures1795305600242 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE measures (
        id uuid CONSTRAINT measures_pk PRIMARY KEY,
        individual_id uuid NOT NULL CONSTRAINT measures_individual_fk REFERENCES individuals,
        kind text NOT NULL CONSTRAINT measures_kind_known CHECK (kind IN ('sdq','send','disability','ace')),
        subject text NOT NULL,
        answer text,
        total integer,
        codes text[] NOT NULL DEFAULT '{}',
        known_on date NOT NULL,
        source text NOT NULL CONSTRAINT measures_have_a_source CHECK (length(trim(source)) > 0),
        support text,
        visibility text NOT NULL DEFAULT 'all_agencies' CONSTRAINT measures_visibility_known
          CHECK (visibility IN ('all_agencies','health_only')),
        recorded_by uuid NOT NULL CONSTRAINT measures_recorded_by_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT measures_agency_fk REFERENCES agencies,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT measures_say_one_thing CHECK (CASE kind
          WHEN 'sdq' THEN subject IN ('parent','teacher','self') AND total BETWEEN 0 AND 40 AND answer IS NULL AND codes = '{}'
          WHEN 'send' THEN subject = 'status' AND total IS NULL AND answer IN ('none','sen_support','under_assessment','ehcp','not_known','not_asked')
          WHEN 'disability' THEN subject = 'status' AND total IS NULL AND answer IN ('disabled','none','not_known','not_asked')
            AND (answer = 'disabled') = (cardinality(codes) > 0)
          ELSE subject IN ('emotional_abuse','physical_abuse','sexual_abuse','emotional_neglect','physical_neglect','parental_separation',
            'household_violence','household_substances','household_mental_illness','household_prison')
            AND total IS NULL AND codes = '{}' AND answer IN ('known','not_known','not_asked') END IS TRUE)
      );
      CREATE INDEX measures_individual_index ON measures (individual_id, kind, subject, known_on DESC, recorded_at DESC);
      COMMENT ON TABLE measures IS
        'SDQ totals, SEND, disability and adverse experiences as other assessments give them. Never added up to a score.';
      COMMENT ON COLUMN measures.answer IS 'not_asked is no answer and not_known is one: neither is ever shown as no.';
      COMMENT ON COLUMN measures.support IS 'What support it implies, in the words of whoever recorded it.';
      CREATE TRIGGER measures_append_only BEFORE UPDATE OR DELETE ON measures FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      ALTER TABLE measures ENABLE ROW LEVEL SECURITY; ALTER TABLE measures FORCE ROW LEVEL SECURITY;
      CREATE POLICY measures_see ON measures FOR SELECT TO cohort_app USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
        AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'));
      CREATE POLICY measures_record ON measures FOR INSERT TO cohort_app
        WITH CHECK (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND recorded_by = (SELECT actor_id())
          AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only'));
      CREATE POLICY measures_not_added_by_grant ON measures AS RESTRICTIVE FOR INSERT TO cohort_app
        WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
      GRANT SELECT, INSERT ON measures TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE measures;`);
  }
}
