import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person has typed into a form and not saved: kept for that person only, for thirty days at the most. */
export class Drafts1795305600141 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE drafts (
        id uuid CONSTRAINT drafts_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT drafts_user_fk REFERENCES users,
        form_path text NOT NULL CONSTRAINT drafts_form_path_local CHECK (form_path ~ '^/[A-Za-z0-9_/.-]{1,255}$'),
        individual_id uuid CONSTRAINT drafts_individual_fk REFERENCES individuals ON DELETE CASCADE,
        fields jsonb NOT NULL CONSTRAINT drafts_fields_bounded CHECK (pg_column_size(fields) <= 1048576),
        saved_at timestamptz NOT NULL,
        CONSTRAINT drafts_one_a_form UNIQUE (user_id, form_path)
      );
      CREATE INDEX drafts_saved_index ON drafts (saved_at);
      CREATE INDEX drafts_individual_index ON drafts (individual_id);
      COMMENT ON TABLE drafts IS 'Unsaved answers of a long form. Belong to who typed them and are shown to nobody else, nor to them once they have lost sight of the record.';
      COMMENT ON COLUMN drafts.fields IS 'Pairs of field name and text, in the notation the form sends.';
      ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE drafts FORCE ROW LEVEL SECURITY;
      CREATE POLICY drafts_own_of_visible ON drafts TO cohort_app
        USING (user_id = (SELECT actor_id())
          AND (individual_id IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)))
        WITH CHECK (user_id = (SELECT actor_id())
          AND (individual_id IS NULL OR EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)));
      GRANT SELECT, INSERT, UPDATE, DELETE ON drafts TO cohort_app;

      CREATE POLICY drafts_sweep ON drafts TO cohort_system USING (true);
      GRANT SELECT (id, saved_at), DELETE ON drafts TO cohort_system;
      CREATE FUNCTION sweep_leftovers(at timestamptz, drafts_before timestamptz) RETURNS TABLE (swept_drafts bigint, swept_sessions bigint)
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH old_drafts AS (DELETE FROM drafts WHERE saved_at < drafts_before RETURNING id),
             old_sessions AS (DELETE FROM sessions WHERE expire < at OR ends_at < at RETURNING id)
        SELECT (SELECT count(*) FROM old_drafts), (SELECT count(*) FROM old_sessions) $$;
      COMMENT ON FUNCTION sweep_leftovers(timestamptz, timestamptz) IS 'The worker removes forgotten drafts and ended sessions without reading them.';
      ALTER FUNCTION sweep_leftovers(timestamptz, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION sweep_leftovers(timestamptz, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sweep_leftovers(timestamptz, timestamptz) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION sweep_leftovers(timestamptz, timestamptz);
      DROP TABLE drafts;
    `);
  }
}
