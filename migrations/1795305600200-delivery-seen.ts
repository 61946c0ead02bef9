import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a worker lives, and what could not be delivered, for who can have it mended: references and codes, no case. */
export class DeliverySeen1795305600200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HEARTBEAT_SQL);
    await queryRunner.query(UNDELIVERED_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION try_reminder_again(uuid);
      DROP FUNCTION reminder_counts(timestamptz);
      DROP FUNCTION undelivered_reminders(text, timestamptz, uuid, integer);
      DROP FUNCTION refuse_all_but_those_who_mend(boolean);
      DROP INDEX reminders_undelivered_index;
      DROP TABLE worker_heartbeat;
    `);
  }
}

const HEARTBEAT_SQL = `
  CREATE TABLE worker_heartbeat (
    only_one boolean CONSTRAINT worker_heartbeat_pk PRIMARY KEY DEFAULT true CONSTRAINT worker_heartbeat_only_one CHECK (only_one),
    beat_at timestamptz NOT NULL
  );
  COMMENT ON TABLE worker_heartbeat IS 'When a worker last said that it lives, by the clock of PostgreSQL: hosts may disagree by minutes.';
  ALTER TABLE worker_heartbeat ENABLE ROW LEVEL SECURITY; ALTER TABLE worker_heartbeat FORCE ROW LEVEL SECURITY;
  CREATE POLICY worker_heartbeat_seen ON worker_heartbeat FOR SELECT TO cohort_app USING (true);
  CREATE POLICY worker_heartbeat_worker ON worker_heartbeat TO cohort_app
    USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
  GRANT SELECT, INSERT, UPDATE ON worker_heartbeat TO cohort_app;
`;

const UNDELIVERED_SQL = `
  CREATE INDEX reminders_undelivered_index ON reminders (status, owed_at DESC, id DESC) WHERE status IN ('failed','suppressed');

  CREATE FUNCTION refuse_all_but_those_who_mend(only_administrators boolean) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT actor_has_role('administrator') AND (only_administrators OR NOT actor_has_role('governance')) THEN
      RAISE EXCEPTION 'Only administrators and governance.' USING ERRCODE = 'TC003';
    END IF;
  END $$;

  CREATE FUNCTION undelivered_reminders(wanted text, before_at timestamptz, before_id uuid, most integer)
    RETURNS TABLE (id uuid, kind text, reference text, recipient_id uuid, recipient text, instead_of_name text, redirect_reason text,
                   days_after_due integer, due_on date, status text, status_reason text, attempts integer, last_error text,
                   owed_at timestamptz, owed_at_key text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_those_who_mend(false);
    RETURN QUERY
    SELECT m.id, m.kind, CASE WHEN NOT i.is_restricted THEN i.reference END, m.recipient_id, u.display_name, o.display_name, m.redirect_reason,
           g.days_after_due, m.due_on, m.status, m.status_reason, m.attempts, m.last_error, m.owed_at, m.owed_at::text
      FROM reminders m
      JOIN individuals i ON i.id = m.individual_id
      JOIN users u ON u.id = m.recipient_id
      JOIN reminder_rungs g ON g.rung = m.rung
      LEFT JOIN users o ON o.id = m.instead_of
     WHERE m.status = wanted AND m.status IN ('failed','suppressed') AND (before_at IS NULL OR (m.owed_at, m.id) < (before_at, before_id))
     ORDER BY m.owed_at DESC, m.id DESC LIMIT most;
  END $$;
  COMMENT ON FUNCTION undelivered_reminders(text, timestamptz, uuid, integer) IS
    'What did not arrive, for administrators and governance, who see no case: the reference, and of a restricted record not even that.';

  CREATE FUNCTION reminder_counts(since timestamptz) RETURNS TABLE (status text, count integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM refuse_all_but_those_who_mend(false);
    RETURN QUERY SELECT m.status, count(*)::integer FROM reminders m
      WHERE m.status IN ('owed','failed') OR m.status = 'sent' AND m.sent_at >= since OR m.status = 'suppressed' AND m.owed_at >= since GROUP BY m.status;
  END $$;
  COMMENT ON FUNCTION reminder_counts(timestamptz) IS 'How many wait and failed in all, and how many were sent or suppressed since.';

  CREATE FUNCTION try_reminder_again(wanted uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    recipient uuid;
  BEGIN
    PERFORM refuse_all_but_those_who_mend(true);
    -- Under the same message id: a provider that had it after all recognises it. What is over is suppressed when it is claimed.
    UPDATE reminders m SET status = 'owed', attempts = 0, lease_id = NULL, leased_until = NULL
     WHERE m.id = wanted AND m.status = 'failed' RETURNING m.recipient_id INTO recipient;
    RETURN recipient;
  END $$;
  COMMENT ON FUNCTION try_reminder_again(uuid) IS 'A failed reminder is owed again; null when it is not there or did not fail.';

  ALTER FUNCTION undelivered_reminders(text, timestamptz, uuid, integer) OWNER TO cohort_system;
  ALTER FUNCTION reminder_counts(timestamptz) OWNER TO cohort_system;
  ALTER FUNCTION try_reminder_again(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION refuse_all_but_those_who_mend(boolean), undelivered_reminders(text, timestamptz, uuid, integer),
    reminder_counts(timestamptz), try_reminder_again(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION refuse_all_but_those_who_mend(boolean) TO cohort_system;
  GRANT EXECUTE ON FUNCTION undelivered_reminders(text, timestamptz, uuid, integer), reminder_counts(timestamptz),
    try_reminder_again(uuid) TO cohort_app;
`;
