import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From when until when a meeting was quorate, and what was decided without a quorum and why. Once a meeting is closed, who
 * was there is corrected in words, as everything else in its minutes is.
 */
export class QuorumHeld1795305600485 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE meeting_quorums (
        id uuid CONSTRAINT meeting_quorums_pk PRIMARY KEY,
        meeting_id uuid NOT NULL CONSTRAINT meeting_quorums_meeting_fk REFERENCES meetings,
        panel_id uuid NOT NULL CONSTRAINT meeting_quorums_panel_fk REFERENCES panels,
        missing text[] NOT NULL,
        since timestamptz NOT NULL
      );
      CREATE INDEX meeting_quorums_meeting_index ON meeting_quorums (meeting_id, since);
      COMMENT ON TABLE meeting_quorums IS 'Each change of who is missing for a quorum while a meeting is open: quorum is said for the time it held.';
      COMMENT ON COLUMN meeting_quorums.missing IS 'Kinds of agency that nobody in the room speaks for; none: quorate.';
      ALTER TABLE meeting_quorums ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_quorums FORCE ROW LEVEL SECURITY;
      CREATE POLICY meeting_quorums_of_panel ON meeting_quorums TO cohort_app USING (ARRAY[panel_id] && (SELECT actor_access_keys()));
      GRANT SELECT, INSERT ON meeting_quorums TO cohort_app;
      CREATE TRIGGER meeting_quorums_sealed BEFORE INSERT OR UPDATE ON meeting_quorums FOR EACH ROW EXECUTE FUNCTION refuse_sealed();

      ALTER TABLE meeting_items ADD COLUMN quorum_missing text[] NOT NULL DEFAULT '{}', ADD COLUMN without_quorum_reason text,
        ADD COLUMN had_approved_plan boolean,
        ADD CONSTRAINT meeting_items_without_quorum_says_why
          CHECK (cardinality(quorum_missing) = 0 OR length(trim(without_quorum_reason)) > 0);
      COMMENT ON COLUMN meeting_items.quorum_missing IS 'Kinds of agency that were missing for a quorum when it was decided.';
      COMMENT ON COLUMN meeting_items.had_approved_plan IS 'Whether a plan had ever been approved when it was decided; unknown of decisions made before this was kept.';

      CREATE FUNCTION refuse_attendance_of_closed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM meetings m WHERE m.id = NEW.meeting_id AND m.closed_at IS NOT NULL) THEN
          RAISE EXCEPTION 'meeting % is closed: its attendance is corrected in its minutes', NEW.meeting_id USING ERRCODE = 'TC002';
        END IF;
        RETURN NEW;
      END $$;
      COMMENT ON FUNCTION refuse_attendance_of_closed() IS 'Who was there changes after the closing only as a correction of the minutes, with who, when and why.';
      CREATE TRIGGER meeting_attendances_closed BEFORE INSERT OR UPDATE ON meeting_attendances
        FOR EACH ROW EXECUTE FUNCTION refuse_attendance_of_closed();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER meeting_attendances_closed ON meeting_attendances;
      DROP FUNCTION refuse_attendance_of_closed();
      ALTER TABLE meeting_items DROP CONSTRAINT meeting_items_without_quorum_says_why, DROP COLUMN quorum_missing,
        DROP COLUMN without_quorum_reason, DROP COLUMN had_approved_plan;
      DROP TABLE meeting_quorums;`);
  }
}
