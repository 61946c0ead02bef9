import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Hosts disagree by minutes about when a day begins. About midnight the one that is behind took back what the one ahead had
 * written down for the new day, and a digest that left between the two went without it: due today, and said tomorrow.
 */
export class ScansInOrder1795305600591 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE worker_heartbeat ADD COLUMN scanned_on date, ADD COLUMN scanned_at timestamptz;
      COMMENT ON COLUMN worker_heartbeat.scanned_on IS 'The day of the last scan for reminders, by the clock of the host that made it; scanned_at: that clock.';
      CREATE FUNCTION owe_reminders_in_order(today date, at timestamptz, repeat_after integer, holidays date[]) RETURNS integer
        LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      DECLARE
        owed integer;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('owe_reminders'));
        -- So far apart are hosts at most. A clock that was hours ahead by mistake, and was set right, stops nothing.
        IF EXISTS (SELECT 1 FROM worker_heartbeat h WHERE h.scanned_on > today AND h.scanned_at <= at + interval '15 minutes') THEN
          RETURN 0;
        END IF;
        owed := owe_reminders(today, at, repeat_after, holidays);
        INSERT INTO worker_heartbeat (beat_at, scanned_on, scanned_at) VALUES ('-infinity', today, at)
        ON CONFLICT ON CONSTRAINT worker_heartbeat_pk DO UPDATE SET scanned_on = excluded.scanned_on, scanned_at = excluded.scanned_at;
        RETURN owed;
      END $$;
      COMMENT ON FUNCTION owe_reminders_in_order(date, timestamptz, integer, date[]) IS
        'The scan, but not of a day that another host has left behind a few minutes ago: nothing is missed, the host ahead scans.';
      REVOKE ALL ON FUNCTION owe_reminders_in_order(date, timestamptz, integer, date[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION owe_reminders_in_order(date, timestamptz, integer, date[]) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION owe_reminders_in_order(date, timestamptz, integer, date[]);
      ALTER TABLE worker_heartbeat DROP COLUMN scanned_on, DROP COLUMN scanned_at;
    `);
  }
}
