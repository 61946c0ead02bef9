import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A meeting may be cancelled or moved, with the reason and with where it was before; a cancelled one keeps its day from no other. */
export class MeetingsCancelledAndMoved1795305600486 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE meeting_changes (
        id uuid CONSTRAINT meeting_changes_pk PRIMARY KEY,
        meeting_id uuid NOT NULL CONSTRAINT meeting_changes_meeting_fk REFERENCES meetings,
        panel_id uuid NOT NULL CONSTRAINT meeting_changes_panel_fk REFERENCES panels,
        kind text NOT NULL CONSTRAINT meeting_changes_kind_known CHECK (kind IN ('moved','cancelled')),
        was_on date NOT NULL,
        was_at time NOT NULL,
        was_in text NOT NULL,
        reason text NOT NULL CONSTRAINT meeting_changes_say_why CHECK (length(trim(reason)) > 0),
        changed_by uuid NOT NULL CONSTRAINT meeting_changes_changed_by_fk REFERENCES users,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX meeting_changes_meeting_index ON meeting_changes (meeting_id, changed_at);
      COMMENT ON TABLE meeting_changes IS 'Where and when a meeting was to be before it was moved or cancelled, and why.';
      ALTER TABLE meeting_changes ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_changes FORCE ROW LEVEL SECURITY;
      CREATE POLICY meeting_changes_of_panel ON meeting_changes TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys()))
        WITH CHECK (ARRAY[panel_id] && (SELECT actor_access_keys()) AND changed_by = (SELECT actor_id()));
      GRANT SELECT, INSERT ON meeting_changes TO cohort_app;
      ALTER TABLE meetings DROP CONSTRAINT meetings_one_a_day;
      CREATE UNIQUE INDEX meetings_one_a_day ON meetings (panel_id, held_on) WHERE status <> 'cancelled';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX meetings_one_a_day;
      ALTER TABLE meetings ADD CONSTRAINT meetings_one_a_day UNIQUE (panel_id, held_on);
      DROP TABLE meeting_changes;`);
  }
}
