import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who chairs a panel adds another, and sits on it from the start: nobody could change a panel on which nobody sits. */
export class PanelsAreAdded1795305600341 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE POLICY panels_added ON panels FOR INSERT TO cohort_system WITH CHECK (true);
      CREATE POLICY panel_members_first_seat ON panel_members FOR INSERT TO cohort_system WITH CHECK (true);
      GRANT INSERT ON panels, panel_members TO cohort_system;
      CREATE FUNCTION add_panel(panel uuid, seat uuid, panel_name text, short_name text, panel_level text, at timestamptz) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF actor_id() IS NULL OR NOT actor_has_role('panel_chair') THEN
          RAISE EXCEPTION 'only somebody who chairs a panel adds one' USING ERRCODE = '42501';
        END IF;
        INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES (panel, panel_name, short_name, panel_level, at);
        INSERT INTO panel_members (id, panel_id, user_id, started_at) VALUES (seat, panel, actor_id(), at);
      END $$;
      COMMENT ON FUNCTION add_panel(uuid, uuid, text, text, text, timestamptz) IS
        'A new panel with the seat of the chair who adds it. It opens no case: a panel opens the cases of its own cohort, and a new one has none.';
      ALTER FUNCTION add_panel(uuid, uuid, text, text, text, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION add_panel(uuid, uuid, text, text, text, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION add_panel(uuid, uuid, text, text, text, timestamptz) TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION add_panel(uuid, uuid, text, text, text, timestamptz);
      REVOKE INSERT ON panels, panel_members FROM cohort_system;
      DROP POLICY panel_members_first_seat ON panel_members;
      DROP POLICY panels_added ON panels;`);
  }
}
