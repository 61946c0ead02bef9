import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of a publishable version were held back where they may name somebody, and whoever published read from what was missing
 * whether a name they had guessed is on record. Nothing is held back by itself any more, and nobody is looked up: governance reads the
 * words and releases the version, with them or without. What was published before stays as it was made.
 */
export class ReleasePublications1795305601140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RELEASES);
    await queryRunner.query(`
      DROP FUNCTION held_back_from_publication(uuid);
      DROP POLICY report_packs_system ON report_packs;
      REVOKE SELECT ON report_packs FROM cohort_system;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HELD_BACK);
    await queryRunner.query('DROP TABLE publication_releases');
  }
}

const RELEASES = `
  CREATE TABLE publication_releases (
    publication_id uuid CONSTRAINT publication_releases_pk PRIMARY KEY CONSTRAINT publication_releases_publication_fk REFERENCES figure_publications,
    words text NOT NULL CONSTRAINT publication_releases_words_known CHECK (words IN ('all','names','none')),
    released_by uuid CONSTRAINT publication_releases_released_by_fk REFERENCES users,
    released_at timestamptz NOT NULL
  );
  COMMENT ON TABLE publication_releases IS
    'Governance gave a publishable version out: with all its words, with the names of figures alone, or with neither. Nobody released what was published before this was kept.';
  INSERT INTO publication_releases (publication_id, words, released_by, released_at)
    SELECT p.id, 'all', NULL, p.published_at FROM figure_publications p;
  CREATE TRIGGER publication_releases_append_only BEFORE UPDATE OR DELETE ON publication_releases FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE publication_releases ENABLE ROW LEVEL SECURITY;
  ALTER TABLE publication_releases FORCE ROW LEVEL SECURITY;
  CREATE POLICY publication_releases_see ON publication_releases FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM figure_publications p WHERE p.id = publication_id));
  CREATE POLICY publication_releases_make ON publication_releases FOR INSERT TO cohort_app
    WITH CHECK ((SELECT actor_has_role('governance')) AND released_by = (SELECT actor_id())
      AND EXISTS (SELECT 1 FROM figure_publications p WHERE p.id = publication_id AND p.published_by <> released_by));
  GRANT SELECT, INSERT ON publication_releases TO cohort_app;`;

const HELD_BACK = `
  GRANT SELECT ON report_packs TO cohort_system;
  CREATE POLICY report_packs_system ON report_packs FOR SELECT TO cohort_system USING (true);
  CREATE FUNCTION held_back_from_publication(wanted_report uuid) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
      SELECT t.part FROM report_packs k, LATERAL (
          SELECT n ->> 'section' AS part, n ->> 'text' AS text FROM jsonb_array_elements(k.content -> 'narratives') n
          UNION ALL
          SELECT f ->> 'code', f ->> 'name' FROM jsonb_array_elements(k.content -> 'figures') f) t
       WHERE k.report_id = wanted_report AND (actor_has_role('analyst') OR actor_has_role('panel_chair')) AND may_name_somebody(t.text)
       ORDER BY t.part) $$;
  COMMENT ON FUNCTION held_back_from_publication(uuid) IS
    'The boxes and figures of an issued report whose words may name somebody on record, restricted or not. It takes no text, only what was issued, so that nobody can try out names with it.';
  ALTER FUNCTION held_back_from_publication(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION held_back_from_publication(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION held_back_from_publication(uuid) TO cohort_app;`;
