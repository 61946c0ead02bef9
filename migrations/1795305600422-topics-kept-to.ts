import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A location or theme may be for the police or for health alone, on the agenda, in the pack and in the minutes; and who reads a case by its panel. */
export class TopicsKeptTo1795305600422 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE meeting_topics ADD COLUMN visibility text NOT NULL DEFAULT 'all_agencies'
        CONSTRAINT meeting_topics_visibility_known CHECK (visibility IN ('all_agencies','police_only','health_only'));
      COMMENT ON COLUMN meeting_topics.visibility IS 'Who reads it: all of the panel, or those of one kind of agency alone.';
      CREATE POLICY meeting_topics_kept_to ON meeting_topics AS RESTRICTIVE FOR ALL TO cohort_app
        USING (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only');
      GRANT SELECT (visibility) ON meeting_topics TO cohort_system;`);
    await queryRunner.query(READERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION panel_readers(uuid);
      DROP POLICY meeting_topics_kept_to ON meeting_topics;
      ALTER TABLE meeting_topics DROP COLUMN visibility;`);
  }
}

const READERS = `
  CREATE FUNCTION panel_readers(wanted uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT u.id), '{}')
      FROM individuals i
      JOIN panel_members s ON s.ended_at IS NULL AND (s.panel_id = ANY (i.access_keys)
             OR EXISTS (SELECT 1 FROM panel_case_keys k WHERE k.panel_id = s.panel_id AND k.individual_id = i.id AND k.id = ANY (i.access_keys)))
      JOIN users u ON u.id = s.user_id AND u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']
     WHERE i.id = wanted AND i.access_keys && actor_access_keys()
       AND NOT EXISTS (SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.user_id = u.id AND x.ended_at IS NULL) $$;
  COMMENT ON FUNCTION panel_readers(uuid) IS
    'Who reads a case because a panel has it, of a case whoever asks sees too: everybody seated there, and nobody who lost it to a conflict of interest.';
  ALTER FUNCTION panel_readers(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION panel_readers(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION panel_readers(uuid) TO cohort_app;`;
