import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is owed to whom about which obligation. PostgreSQL holds it; the queue only carries it. */
export class Reminders1795305600090 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE reminder_rungs (
        rung text CONSTRAINT reminder_rungs_pk PRIMARY KEY,
        days_after_due integer NOT NULL,
        audience text NOT NULL CONSTRAINT reminder_rungs_audience_known
          CHECK (audience IN ('plan_owner_and_lead','agency_managers','panel_chairs')),
        CONSTRAINT reminder_rungs_once UNIQUE (days_after_due, audience)
      );
      COMMENT ON TABLE reminder_rungs IS 'The escalation ladder: days before (negative) or after the due day, and who hears.';
      INSERT INTO reminder_rungs (rung, days_after_due, audience) VALUES
        ('due_in_14_days', -14, 'plan_owner_and_lead'),
        ('due_in_7_days', -7, 'plan_owner_and_lead'),
        ('due_today', 0, 'plan_owner_and_lead'),
        ('overdue', 1, 'plan_owner_and_lead'),
        ('overdue_manager', 1, 'agency_managers'),
        ('overdue_7_days_manager', 7, 'agency_managers'),
        ('overdue_7_days_panel', 7, 'panel_chairs'),
        ('overdue_14_days_panel', 14, 'panel_chairs');

      CREATE TABLE reminders (
        id uuid CONSTRAINT reminders_pk PRIMARY KEY,
        schedule_id uuid NOT NULL CONSTRAINT reminders_schedule_fk REFERENCES review_schedules,
        schedule_version integer NOT NULL,
        individual_id uuid NOT NULL CONSTRAINT reminders_individual_fk REFERENCES individuals,
        recipient_id uuid NOT NULL CONSTRAINT reminders_recipient_fk REFERENCES users,
        rung text NOT NULL CONSTRAINT reminders_rung_fk REFERENCES reminder_rungs,
        due_on date NOT NULL,
        status text NOT NULL DEFAULT 'owed' CONSTRAINT reminders_status_known
          CHECK (status IN ('owed','sent','failed','suppressed')),
        status_reason text,
        owed_at timestamptz NOT NULL,
        leased_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        sent_at timestamptz,
        message_id text,
        last_error text,
        CONSTRAINT reminders_once UNIQUE (schedule_id, recipient_id, rung)
      );
      CREATE INDEX reminders_owed_index ON reminders (recipient_id) WHERE status = 'owed';
      CREATE INDEX reminders_recipient_index ON reminders (recipient_id, owed_at DESC);
      CREATE INDEX reminders_individual_index ON reminders (individual_id);
      COMMENT ON TABLE reminders IS 'One message owed to one recipient about one obligation at one rung. The UNIQUE key makes it once, not the queue.';

      ALTER TABLE reminder_rungs ENABLE ROW LEVEL SECURITY; ALTER TABLE reminder_rungs FORCE ROW LEVEL SECURITY;
      ALTER TABLE reminders ENABLE ROW LEVEL SECURITY; ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
      CREATE POLICY reminder_rungs_signed_in ON reminder_rungs FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY reminder_rungs_system ON reminder_rungs FOR SELECT TO cohort_system USING (true);
      CREATE POLICY reminders_own ON reminders TO cohort_app USING (recipient_id = (SELECT actor_id()));
      CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY reminders_system ON reminders TO cohort_system USING (true) WITH CHECK (true);
      GRANT SELECT ON reminder_rungs TO cohort_app, cohort_system;
      GRANT SELECT, UPDATE ON reminders TO cohort_app;
      GRANT SELECT, INSERT, UPDATE ON reminders TO cohort_system;

      CREATE FUNCTION owe_reminders(today date, at timestamptz) RETURNS integer
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH recipients AS (
          SELECT s.id AS schedule_id, a.user_id AS recipient_id, 'plan_owner_and_lead' AS audience
            FROM review_schedules s
            JOIN assignments a ON a.individual_id = s.individual_id AND a.ended_at IS NULL AND a.kind IN ('plan_owner','lead_professional')
           WHERE s.status = 'active' AND s.due_on <= today + 14
          UNION
          SELECT s.id, u.id, 'agency_managers'
            FROM review_schedules s
            JOIN assignments a ON a.individual_id = s.individual_id AND a.ended_at IS NULL AND a.kind IN ('plan_owner','lead_professional')
            JOIN users u ON u.agency_id = a.agency_id AND 'manager' = ANY (u.roles)
           WHERE s.status = 'active' AND s.due_on < today
          UNION
          SELECT s.id, u.id, 'panel_chairs'
            FROM review_schedules s
            JOIN cohort_memberships c ON c.individual_id = s.individual_id AND c.ended_on IS NULL
            JOIN panel_members p ON p.panel_id = c.panel_id AND p.ended_at IS NULL
            JOIN users u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
           WHERE s.status = 'active' AND s.due_on < today
        ), reached AS (
          SELECT DISTINCT ON (s.id, r.recipient_id)
                 s.id AS schedule_id, s.version AS schedule_version, s.individual_id, s.due_on, r.recipient_id, g.rung
            FROM recipients r
            JOIN review_schedules s ON s.id = r.schedule_id
            JOIN users u ON u.id = r.recipient_id AND u.status = 'active'
            JOIN individuals i ON i.id = s.individual_id
             AND (NOT i.is_restricted OR r.recipient_id = ANY (i.restricted_to))
            JOIN reminder_rungs g ON g.audience = r.audience AND g.days_after_due <= today - s.due_on
           ORDER BY s.id, r.recipient_id, g.days_after_due DESC, g.rung
        ), owed AS (
          INSERT INTO reminders (id, schedule_id, schedule_version, individual_id, recipient_id, rung, due_on, owed_at)
          SELECT gen_random_uuid(), schedule_id, schedule_version, individual_id, recipient_id, rung, due_on, at FROM reached
          ON CONFLICT ON CONSTRAINT reminders_once DO NOTHING
          RETURNING 1
        )
        SELECT count(*)::integer FROM owed $$;
      COMMENT ON FUNCTION owe_reminders(date, timestamptz) IS
        'The scan: for each recipient the highest rung reached, once. After missed days only the newest rung is owed, so nobody gets three mails about one review.';

      CREATE FUNCTION take_recipients_owed(at timestamptz, lease interval, most integer) RETURNS SETOF uuid
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH waiting AS (
          SELECT id, recipient_id FROM reminders
           WHERE status = 'owed' AND (leased_until IS NULL OR leased_until < at)
           ORDER BY owed_at LIMIT most FOR UPDATE SKIP LOCKED
        ), leased AS (
          UPDATE reminders r SET leased_until = at + lease FROM waiting w WHERE r.id = w.id RETURNING r.recipient_id
        )
        SELECT DISTINCT recipient_id FROM leased $$;
      COMMENT ON FUNCTION take_recipients_owed(timestamptz, interval, integer) IS
        'Recipients with something owed and no live lease; a lease that runs out (worker killed, queue flushed) is taken again.';

      CREATE FUNCTION suppress_reminders(wanted_schedule uuid, why text) RETURNS integer
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH stopped AS (
          UPDATE reminders SET status = 'suppressed', status_reason = why
           WHERE schedule_id = wanted_schedule AND status IN ('owed','failed') RETURNING 1)
        SELECT count(*)::integer FROM stopped $$;

      ALTER FUNCTION owe_reminders(date, timestamptz) OWNER TO cohort_system;
      ALTER FUNCTION take_recipients_owed(timestamptz, interval, integer) OWNER TO cohort_system;
      ALTER FUNCTION suppress_reminders(uuid, text) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION owe_reminders(date, timestamptz), take_recipients_owed(timestamptz, interval, integer),
        suppress_reminders(uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION owe_reminders(date, timestamptz), take_recipients_owed(timestamptz, interval, integer),
        suppress_reminders(uuid, text) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION suppress_reminders(uuid, text);
      DROP FUNCTION take_recipients_owed(timestamptz, interval, integer);
      DROP FUNCTION owe_reminders(date, timestamptz);
      DROP TABLE reminders, reminder_rungs;
    `);
  }
}
