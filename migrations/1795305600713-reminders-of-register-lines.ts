import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A line of a register says who was reminded of it: it is about no case, so whoever reads the registers may know. */
export class RemindersOfRegisterLines1795305600713 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION reminders_of_line(wanted_kind text, line uuid)
        RETURNS TABLE (days_after_due integer, recipient text, agency text, due_on date, status text, owed_at timestamptz, sent_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT g.days_after_due, u.display_name, a.name, m.due_on, m.status, m.owed_at, m.sent_at
          FROM reminders m JOIN reminder_rungs g ON g.rung = m.rung JOIN users u ON u.id = m.recipient_id JOIN agencies a ON a.id = u.agency_id
         WHERE reads_registers() AND m.kind = wanted_kind AND m.subject_id = line AND m.individual_id IS NULL
           AND m.kind IN ('strategy_activity','strategy_review','risk_review','learning_action')
         ORDER BY m.owed_at DESC, u.display_name, m.id LIMIT 100 $$;
      COMMENT ON FUNCTION reminders_of_line(text, uuid) IS 'Who was reminded of a line of a register, newest first; nothing for who does not read the registers.';
      ALTER FUNCTION reminders_of_line(text, uuid) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION reminders_of_line(text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION reminders_of_line(text, uuid) TO cohort_app;
      GRANT EXECUTE ON FUNCTION reads_registers() TO cohort_system;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION reminders_of_line(text, uuid)');
  }
}
