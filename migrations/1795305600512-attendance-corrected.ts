import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was there, corrected after the closing: what was recorded stays, and what is right stands beside it and is counted. */
export class AttendanceCorrected1795305600512 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE meeting_attendance_corrections (
        id uuid CONSTRAINT meeting_attendance_corrections_pk PRIMARY KEY,
        meeting_id uuid NOT NULL CONSTRAINT meeting_attendance_corrections_meeting_fk REFERENCES meetings,
        panel_id uuid NOT NULL CONSTRAINT meeting_attendance_corrections_panel_fk REFERENCES panels,
        user_id uuid NOT NULL CONSTRAINT meeting_attendance_corrections_user_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT meeting_attendance_corrections_agency_fk REFERENCES agencies,
        status text NOT NULL CONSTRAINT meeting_attendance_corrections_status_known CHECK (status IN ('present','apologies','absent')),
        entry_id uuid NOT NULL CONSTRAINT meeting_attendance_corrections_entry_fk REFERENCES meeting_entries,
        corrected_by uuid NOT NULL CONSTRAINT meeting_attendance_corrections_corrected_by_fk REFERENCES users,
        corrected_at timestamptz NOT NULL
      );
      CREATE INDEX meeting_attendance_corrections_meeting_index ON meeting_attendance_corrections (meeting_id, user_id, corrected_at);
      COMMENT ON TABLE meeting_attendance_corrections IS 'Who was there after all, or was not: the newest of a person counts. Why stands in the entry of the minutes.';
      ALTER TABLE meeting_attendance_corrections ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_attendance_corrections FORCE ROW LEVEL SECURITY;
      CREATE POLICY meeting_attendance_corrections_of_panel ON meeting_attendance_corrections TO cohort_app
        USING (ARRAY[panel_id] && (SELECT actor_access_keys()))
        WITH CHECK (ARRAY[panel_id] && (SELECT actor_access_keys()) AND corrected_by = (SELECT actor_id()));
      GRANT SELECT, INSERT ON meeting_attendance_corrections TO cohort_app;
      CREATE TRIGGER meeting_attendance_corrections_sealed BEFORE INSERT OR UPDATE ON meeting_attendance_corrections
        FOR EACH ROW EXECUTE FUNCTION refuse_sealed();
      GRANT SELECT ON meeting_attendance_corrections TO cohort_system;
      CREATE POLICY meeting_attendance_corrections_to_seal ON meeting_attendance_corrections FOR SELECT TO cohort_system USING (true);`);
    await queryRunner.query(inFunction('seal_minutes(uuid)', RECORDED, RECORDED_OR_CORRECTED));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('seal_minutes(uuid)', RECORDED_OR_CORRECTED, RECORDED));
    await queryRunner.query('DROP TABLE meeting_attendance_corrections');
  }
}

/** Who was recorded, and who was not and was there all the same: sealed minutes hold both. */
const RECORDED = 'FROM m JOIN meeting_attendances y ON y.meeting_id = m.id';
const RECORDED_OR_CORRECTED = `FROM m JOIN (
          SELECT a.meeting_id, a.user_id, a.agency_id, a.status, a.accepted_at FROM meeting_attendances a
          UNION ALL
          SELECT DISTINCT ON (c.meeting_id, c.user_id) c.meeting_id, c.user_id, c.agency_id, NULL, NULL FROM meeting_attendance_corrections c
           WHERE NOT EXISTS (SELECT 1 FROM meeting_attendances b WHERE b.meeting_id = c.meeting_id AND b.user_id = c.user_id)
        ) y ON y.meeting_id = m.id`;

/** Changes one part of a function and nothing else in it. */
const inFunction = (name: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${name} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
