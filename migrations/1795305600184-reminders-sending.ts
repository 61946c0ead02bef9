import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may be written to now, and what: the digest of the day at its hour, and at once what the ladder says is said at once. */
export class RemindersSending1795305600184 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TAKE_SQL);
    await queryRunner.query(CLAIM_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer);
      DROP FUNCTION take_recipients_owed(timestamptz, interval, integer, integer);
      DROP FUNCTION owed_reminders();
    `);
  }
}

const TAKE_SQL = `
  CREATE FUNCTION owed_reminders()
    RETURNS TABLE (id uuid, recipient_id uuid, owed_at timestamptz, leased_until timestamptz, message_id text, is_at_once boolean, is_last boolean)
    LANGUAGE sql STABLE AS $$
    WITH last_rungs AS (
      SELECT g.audience, max(g.days_after_due) AS days_after_due FROM reminder_rungs g WHERE g.removed_at IS NULL GROUP BY g.audience
    )
    SELECT m.id, m.recipient_id, m.owed_at, m.leased_until, m.message_id,
           m.times_said = 0 AND g.is_immediate AND g.removed_at IS NULL
             AND (coalesce(f.also_immediate, true) OR g.days_after_due >= l.days_after_due),
           m.times_said = 0 AND g.days_after_due >= l.days_after_due
      FROM reminders m
      JOIN reminder_rungs g ON g.rung = m.rung
      JOIN last_rungs l ON l.audience = g.audience
      LEFT JOIN reminder_preferences f ON f.user_id = m.recipient_id
     WHERE m.status = 'owed' $$;
  COMMENT ON FUNCTION owed_reminders() IS
    'What waits to be said. is_last: the last rung meant for its audience, which no preference holds back.';

  CREATE FUNCTION take_recipients_owed(at timestamptz, lease interval, most integer, digest_hour integer)
    RETURNS TABLE (recipient_id uuid, lease_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    -- London's hour: the clock of the people who read it.
    london timestamp := at AT TIME ZONE 'Europe/London';
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Dispatchers take turns: everything owed to one person belongs in one message.
    PERFORM pg_advisory_xact_lock(hashtext('take_recipients_owed'));
    RETURN QUERY
    WITH waiting AS (
      SELECT o.recipient_id, min(o.owed_at) AS since, bool_or(o.message_id IS NOT NULL OR o.is_at_once) AS is_pressing, bool_or(o.is_last) AS has_last
        FROM owed_reminders() o
       GROUP BY o.recipient_id
      HAVING bool_and(o.leased_until IS NULL OR o.leased_until <= at)
    ), ready AS (
      SELECT w.recipient_id, gen_random_uuid() AS lease_id, w.since, d.is_digest
        FROM waiting w
        LEFT JOIN reminder_preferences f ON f.user_id = w.recipient_id
        CROSS JOIN LATERAL (SELECT
          extract(hour FROM london) >= digest_hour
          AND (w.has_last OR f.days IS NULL OR extract(isodow FROM london)::smallint = ANY (f.days))
          AND NOT EXISTS (SELECT 1 FROM digests s WHERE s.recipient_id = w.recipient_id AND s.is_daily
                             AND (s.sent_on = london::date OR s.day = london::date AND s.sent_at IS NULL AND s.failed_at IS NULL)) AS is_digest) d
       WHERE d.is_digest OR w.is_pressing
       ORDER BY w.since LIMIT most
    ), free AS (
      SELECT m.id, r.lease_id
        FROM ready r JOIN owed_reminders() o ON o.recipient_id = r.recipient_id AND (r.is_digest OR o.message_id IS NOT NULL OR o.is_at_once)
        JOIN reminders m ON m.id = o.id
       WHERE m.status = 'owed' AND (m.leased_until IS NULL OR m.leased_until <= at)
         FOR UPDATE OF m SKIP LOCKED
    ), leased AS (
      UPDATE reminders m SET lease_id = f.lease_id, leased_until = at + lease FROM free f WHERE m.id = f.id
      RETURNING m.recipient_id, m.lease_id
    )
    SELECT r.recipient_id, r.lease_id FROM ready r
     WHERE EXISTS (SELECT 1 FROM leased l WHERE l.lease_id = r.lease_id) ORDER BY r.since;
  END $$;
  COMMENT ON FUNCTION take_recipients_owed(timestamptz, interval, integer, integer) IS
    'Recipients with something owed, no live lease and no digest yet today once its hour has struck, the longest waiting first; before it only what is said at once or was being said. A lease that runs out (worker killed, queue emptied) is taken again.';
`;

const CLAIM_SQL = `
  CREATE FUNCTION claim_reminders(given_lease uuid, own_lease uuid, today date, until timestamptz, attempts_most integer)
    RETURNS TABLE (id uuid, recipient_id uuid, message_id text, is_at_once boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_the_service();
    UPDATE reminders m SET lease_id = own_lease, leased_until = until WHERE m.lease_id = given_lease AND m.status = 'owed';
    PERFORM suppress_what_is_over(today, own_lease);
    -- Attempts are counted before they are made: one that ends the process every time ends here.
    UPDATE reminders m SET status = 'failed', lease_id = NULL, leased_until = NULL, last_error = coalesce(m.last_error, 'gave up')
     WHERE m.lease_id = own_lease AND m.status = 'owed' AND m.attempts >= attempts_most;
    RETURN QUERY SELECT m.id, m.recipient_id, m.message_id, o.is_at_once
                   FROM reminders m JOIN owed_reminders() o ON o.id = m.id
                  WHERE m.lease_id = own_lease AND m.status = 'owed' ORDER BY m.owed_at, m.id;
  END $$;
  COMMENT ON FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer) IS
    'Swaps the lease a job was given for the sender''s own, and suppresses what is no longer needed. A second run of the same job claims nothing.';
  ALTER FUNCTION take_recipients_owed(timestamptz, interval, integer, integer) OWNER TO cohort_system;
  ALTER FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION owed_reminders(), take_recipients_owed(timestamptz, interval, integer, integer),
    claim_reminders(uuid, uuid, date, timestamptz, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION owed_reminders() TO cohort_system;
  GRANT EXECUTE ON FUNCTION take_recipients_owed(timestamptz, interval, integer, integer),
    claim_reminders(uuid, uuid, date, timestamptz, integer) TO cohort_app;
`;
