import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An uploaded spreadsheet waiting for confirmation, and what each of its rows became. */
export class Imports1795305600100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE imports (
        id uuid CONSTRAINT imports_pk PRIMARY KEY,
        file_name text NOT NULL,
        file_hash bytea NOT NULL,
        content bytea,
        status text NOT NULL CONSTRAINT imports_status_known CHECK (status IN ('previewed','confirmed','abandoned')),
        choices jsonb NOT NULL DEFAULT '{}',
        summary jsonb NOT NULL DEFAULT '{}',
        uploaded_by uuid NOT NULL CONSTRAINT imports_uploaded_by_fk REFERENCES users,
        uploaded_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT imports_content_only_while_previewed CHECK ((status = 'previewed') = (content IS NOT NULL))
      );
      COMMENT ON COLUMN imports.content IS 'The file as uploaded, kept only until it is confirmed or abandoned.';

      CREATE TABLE import_rows (
        id uuid CONSTRAINT import_rows_pk PRIMARY KEY,
        import_id uuid NOT NULL CONSTRAINT import_rows_import_fk REFERENCES imports,
        row_number integer NOT NULL,
        fingerprint bytea NOT NULL,
        individual_id uuid NOT NULL CONSTRAINT import_rows_individual_fk REFERENCES individuals,
        CONSTRAINT import_rows_fingerprint_once UNIQUE (fingerprint)
      );
      CREATE INDEX import_rows_individual_index ON import_rows (individual_id);
      CREATE INDEX import_rows_import_index ON import_rows (import_id);

      CREATE TABLE import_row_cells (
        id uuid CONSTRAINT import_row_cells_pk PRIMARY KEY CONSTRAINT import_row_cells_row_fk REFERENCES import_rows,
        individual_id uuid NOT NULL CONSTRAINT import_row_cells_individual_fk REFERENCES individuals,
        cells jsonb NOT NULL
      );
      CREATE INDEX import_row_cells_individual_index ON import_row_cells (individual_id);
      COMMENT ON TABLE import_row_cells IS
        'What a row said when it was imported, so that a later file can show what changed. Apart from its fingerprint, because only whoever sees the individual may read it.';
      COMMENT ON TABLE import_rows IS 'The fingerprint of a row already imported: the same row is never made twice, whichever file carries it.';

      ALTER TABLE imports ENABLE ROW LEVEL SECURITY; ALTER TABLE imports FORCE ROW LEVEL SECURITY;
      ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY; ALTER TABLE import_rows FORCE ROW LEVEL SECURITY;
      ALTER TABLE import_row_cells ENABLE ROW LEVEL SECURITY; ALTER TABLE import_row_cells FORCE ROW LEVEL SECURITY;
      CREATE POLICY imports_own ON imports TO cohort_app
        USING (uploaded_by = (SELECT actor_id()) AND (SELECT actor_has_role('panel_chair')))
        WITH CHECK (uploaded_by = (SELECT actor_id()) AND (SELECT actor_has_role('panel_chair')));
      CREATE POLICY import_rows_coordinator ON import_rows TO cohort_app
        USING ((SELECT actor_has_role('panel_chair'))) WITH CHECK ((SELECT actor_has_role('panel_chair')));
      CREATE POLICY import_row_cells_of_visible ON import_row_cells TO cohort_app
        USING ((SELECT actor_has_role('panel_chair')) AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      GRANT SELECT, INSERT, UPDATE ON imports TO cohort_app;
      GRANT SELECT, INSERT ON import_rows, import_row_cells TO cohort_app;
      CREATE TRIGGER imports_version BEFORE UPDATE ON imports FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE import_row_cells, import_rows, imports;`);
  }
}
