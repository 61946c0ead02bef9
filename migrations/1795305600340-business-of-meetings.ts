import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Items of an agenda that are about no case (locations, themes), the question whoever works a case puts to its panel, and
 * who is told that papers went round.
 */
export class BusinessOfMeetings1795305600340 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TOPICS);
    await queryRunner.query(QUESTIONS);
    await queryRunner.query(TOLD);
    // A database that knows erasure already opens the new table to it; elsewhere that migration does, after this one.
    await queryRunner.query(
      `DO $$ BEGIN IF to_regprocedure('open_to_erasure()') IS NOT NULL THEN PERFORM open_to_erasure(); END IF; END $$`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION told_of_papers(uuid);
      DROP TABLE panel_questions, meeting_topics;`);
  }
}

const TOPICS = `
  CREATE TABLE meeting_topics (
    id uuid CONSTRAINT meeting_topics_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_topics_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_topics_panel_fk REFERENCES panels,
    kind text NOT NULL CONSTRAINT meeting_topics_kind_known CHECK (kind IN ('urgent','location','theme','online','learning','other')),
    title text NOT NULL CONSTRAINT meeting_topics_have_a_title CHECK (length(trim(title)) > 0),
    outcome text,
    added_by uuid NOT NULL CONSTRAINT meeting_topics_added_by_fk REFERENCES users,
    added_at timestamptz NOT NULL,
    noted_by uuid CONSTRAINT meeting_topics_noted_by_fk REFERENCES users,
    noted_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT meeting_topics_noted_whole CHECK ((outcome IS NULL) = (noted_at IS NULL) AND (noted_at IS NULL) = (noted_by IS NULL))
  );
  CREATE INDEX meeting_topics_meeting_index ON meeting_topics (meeting_id, added_at);
  COMMENT ON TABLE meeting_topics IS 'What a meeting speaks of beside its cases: a location, a theme, urgent matters. About no person, so all of the panel read it.';
  COMMENT ON COLUMN meeting_topics.outcome IS 'What was said and agreed; null until somebody wrote it down.';
  ALTER TABLE meeting_topics ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_topics FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_topics_of_panel ON meeting_topics FOR SELECT TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys()));
  CREATE POLICY meeting_topics_added ON meeting_topics FOR INSERT TO cohort_app
    WITH CHECK (ARRAY[panel_id] && (SELECT actor_access_keys()) AND added_by = (SELECT actor_id()));
  CREATE POLICY meeting_topics_noted ON meeting_topics FOR UPDATE TO cohort_app
    USING (ARRAY[panel_id] && (SELECT actor_access_keys())) WITH CHECK (noted_by = (SELECT actor_id()));
  GRANT SELECT, INSERT ON meeting_topics TO cohort_app;
  GRANT UPDATE (outcome, noted_by, noted_at, version) ON meeting_topics TO cohort_app;
  CREATE TRIGGER meeting_topics_version BEFORE UPDATE ON meeting_topics FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  CREATE TRIGGER meeting_topics_sealed BEFORE INSERT OR UPDATE ON meeting_topics FOR EACH ROW EXECUTE FUNCTION refuse_sealed();`;

const QUESTIONS = `
  CREATE TABLE panel_questions (
    id uuid CONSTRAINT panel_questions_pk PRIMARY KEY,
    individual_id uuid NOT NULL CONSTRAINT panel_questions_individual_fk REFERENCES individuals,
    text text NOT NULL CONSTRAINT panel_questions_ask_something CHECK (length(trim(text)) > 0),
    asked_by uuid NOT NULL CONSTRAINT panel_questions_asked_by_fk REFERENCES users,
    asked_at timestamptz NOT NULL
  );
  CREATE INDEX panel_questions_individual_index ON panel_questions (individual_id, asked_at);
  COMMENT ON TABLE panel_questions IS 'What whoever works a case wants its panel to answer. The newest since the last decision stands on the case’s sheet; only ever added.';
  ALTER TABLE panel_questions ENABLE ROW LEVEL SECURITY; ALTER TABLE panel_questions FORCE ROW LEVEL SECURITY;
  CREATE POLICY panel_questions_not_added_by_grant ON panel_questions AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  CREATE POLICY panel_questions_of_visible ON panel_questions FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  CREATE POLICY panel_questions_asked ON panel_questions FOR INSERT TO cohort_app
    WITH CHECK (asked_by = (SELECT actor_id()) AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
  GRANT SELECT, INSERT ON panel_questions TO cohort_app;`;

const TOLD = `
  CREATE FUNCTION told_of_papers(meeting uuid)
    RETURNS TABLE (user_id uuid, email text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_the_service();
    RETURN QUERY
    SELECT DISTINCT u.id, u.email::text
      FROM meetings m
      JOIN panel_members s ON s.panel_id = m.panel_id AND s.ended_at IS NULL
      JOIN users u ON u.id = s.user_id AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']
     WHERE m.id = meeting AND m.status = 'held';
  END $$;
  COMMENT ON FUNCTION told_of_papers(uuid) IS
    'Everybody with a seat on the panel of a closed meeting: told that its papers went round, and nothing of what they say. For the service alone.';
  ALTER FUNCTION told_of_papers(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION told_of_papers(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION told_of_papers(uuid) TO cohort_app;`;
