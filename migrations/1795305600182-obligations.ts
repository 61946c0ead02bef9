import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reminder is about one obligation of any kind; the ladder can be edited; what each message said is kept. */
export class Obligations1795305600182 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LADDER_SQL);
    await queryRunner.query(REMINDERS_SQL);
    await queryRunner.query(DIGESTS_SQL);
    await queryRunner.query(OBLIGATIONS_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION obligations(date);
      DROP VIEW cohort_entries;
      DROP FUNCTION add_working_days(date, integer);
      DROP TABLE bank_holidays, digest_reminders, digests;
      DROP POLICY screenings_system ON screenings;
      REVOKE SELECT ON screenings FROM cohort_system;
      ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE reminder_rungs NO FORCE ROW LEVEL SECURITY;
      DROP POLICY reminders_of_visible ON reminders;
      DROP INDEX reminders_instead_of_index, reminders_waiting_index, reminders_waiting_of_index;
      -- What the older service has no words for goes: it is owed again when the newer one comes back.
      DELETE FROM reminders WHERE kind <> 'review' OR told_as = 'partnership_lead'
        OR rung NOT IN ('due_in_14_days','due_in_7_days','due_today','overdue','overdue_manager','overdue_7_days_manager',
                        'overdue_7_days_panel','overdue_14_days_panel');
      UPDATE reminders SET status_reason = 'no_longer_responsible'
       WHERE status_reason IN ('done','recipient_away','recipient_unreachable');
      UPDATE reminders SET sent_at = NULL WHERE status <> 'sent';
      ALTER TABLE reminders RENAME COLUMN subject_id TO schedule_id;
      ALTER TABLE reminders RENAME COLUMN subject_version TO schedule_version;
      ALTER TABLE reminders
        DROP CONSTRAINT reminders_once, DROP CONSTRAINT reminders_told_as_known, DROP CONSTRAINT reminders_status_reason_known,
        DROP CONSTRAINT reminders_sent_says_when, DROP CONSTRAINT reminders_redirected_says_why,
        DROP COLUMN kind, DROP COLUMN instead_of, DROP COLUMN redirect_reason, DROP COLUMN away_until, DROP COLUMN said_on,
        DROP COLUMN times_said;
      ALTER TABLE reminders
        ADD CONSTRAINT reminders_schedule_fk FOREIGN KEY (schedule_id) REFERENCES review_schedules,
        ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN ('plan_owner','lead_professional','agency_manager','panel_chair')),
        ADD CONSTRAINT reminders_status_reason_known CHECK (status_reason IN
          ('review_recorded','exempt','cancelled','date_changed','newer_rung','no_longer_responsible','may_not_see','recipient_disabled')),
        ADD CONSTRAINT reminders_once UNIQUE (schedule_id, schedule_version, recipient_id, rung),
        ADD CONSTRAINT reminders_sent_says_when
          CHECK ((status = 'sent') = (sent_at IS NOT NULL) AND (status <> 'sent' OR message_id IS NOT NULL));
      CREATE INDEX reminders_waiting_index ON reminders (schedule_id) WHERE status IN ('owed','failed');
      COMMENT ON COLUMN reminders.schedule_version IS 'A date that moves is a new version, and a new reminder.';
      CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));

      DROP POLICY reminder_rungs_administrator ON reminder_rungs;
      DROP TRIGGER reminder_rungs_version ON reminder_rungs;
      REVOKE INSERT, UPDATE ON reminder_rungs FROM cohort_app;
      ALTER TABLE reminder_rungs DROP CONSTRAINT reminder_rungs_audience_known,
        DROP COLUMN is_immediate, DROP COLUMN covers_actions, DROP COLUMN removed_at, DROP COLUMN version;
      DELETE FROM reminder_rungs WHERE audience = 'partnership_leads' OR rung LIKE 'day\\_%';
      UPDATE reminder_rungs SET audience = 'plan_owner_and_lead' WHERE audience = 'responsible';
      ALTER TABLE reminder_rungs ADD CONSTRAINT reminder_rungs_audience_known
        CHECK (audience IN ('plan_owner_and_lead','agency_managers','panel_chairs'));
      ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
      ALTER TABLE reminder_rungs FORCE ROW LEVEL SECURITY;
    `);
  }
}

const LADDER_SQL = `
  -- The owner of the tables is under their policies too, and has none: without this it would change no row, in silence.
  ALTER TABLE reminder_rungs NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE reminder_rungs DROP CONSTRAINT reminder_rungs_audience_known;
  UPDATE reminder_rungs SET audience = 'responsible' WHERE audience = 'plan_owner_and_lead';
  ALTER TABLE reminder_rungs
    ADD CONSTRAINT reminder_rungs_audience_known CHECK (audience IN ('responsible','agency_managers','panel_chairs','partnership_leads')),
    ADD COLUMN is_immediate boolean NOT NULL DEFAULT false,
    ADD COLUMN covers_actions boolean NOT NULL DEFAULT true,
    ADD COLUMN removed_at timestamptz,
    ADD COLUMN version integer NOT NULL DEFAULT 1;
  INSERT INTO reminder_rungs (rung, days_after_due, audience) VALUES ('overdue_14_days_lead', 14, 'partnership_leads');
  -- An action is its owner's and their manager's; the panel hears of it only when neither can be told.
  UPDATE reminder_rungs SET covers_actions = false WHERE audience IN ('panel_chairs','partnership_leads');
  UPDATE reminder_rungs SET is_immediate = true WHERE days_after_due = 14;
  COMMENT ON COLUMN reminder_rungs.is_immediate IS 'Said at once, not with the digest of the day.';
  COMMENT ON COLUMN reminder_rungs.covers_actions IS 'Also for actions; false: reviews, plans and the rest of a case only.';
  COMMENT ON COLUMN reminder_rungs.removed_at IS 'No longer climbed; kept because reminders name it. Days and audience of a rung never change: another day is another rung.';
  CREATE POLICY reminder_rungs_administrator ON reminder_rungs TO cohort_app
    USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
  GRANT INSERT, UPDATE ON reminder_rungs TO cohort_app;
  CREATE TRIGGER reminder_rungs_version BEFORE UPDATE ON reminder_rungs FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
  ALTER TABLE reminder_rungs FORCE ROW LEVEL SECURITY;
`;

const REMINDERS_SQL = `
  ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
  DROP POLICY reminders_of_visible ON reminders;
  DROP INDEX reminders_waiting_index;
  ALTER TABLE reminders
    DROP CONSTRAINT reminders_schedule_fk, DROP CONSTRAINT reminders_once, DROP CONSTRAINT reminders_told_as_known,
    DROP CONSTRAINT reminders_status_reason_known, DROP CONSTRAINT reminders_sent_says_when;
  ALTER TABLE reminders RENAME COLUMN schedule_id TO subject_id;
  ALTER TABLE reminders RENAME COLUMN schedule_version TO subject_version;
  ALTER TABLE reminders
    ADD COLUMN kind text NOT NULL DEFAULT 'review' CONSTRAINT reminders_kind_known CHECK (kind IN
      ('review','action','no_plan','no_schedule','no_plan_owner','no_lead_professional','screening','validation')),
    ADD COLUMN instead_of uuid CONSTRAINT reminders_instead_of_fk REFERENCES users,
    ADD COLUMN redirect_reason text CONSTRAINT reminders_redirect_reason_known
      CHECK (redirect_reason IN ('away','disabled','no_address','bouncing')),
    ADD COLUMN away_until date,
    ADD COLUMN said_on date,
    ADD COLUMN times_said integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT reminders_redirected_says_why CHECK ((instead_of IS NULL) = (redirect_reason IS NULL)),
    ADD CONSTRAINT reminders_told_as_known CHECK (told_as IN
      ('plan_owner','lead_professional','action_owner','agency_manager','panel_chair','partnership_lead')),
    ADD CONSTRAINT reminders_status_reason_known CHECK (status_reason IN
      ('review_recorded','exempt','cancelled','done','date_changed','newer_rung','no_longer_responsible','may_not_see',
       'recipient_disabled','recipient_away','recipient_unreachable')),
    ADD CONSTRAINT reminders_once UNIQUE (subject_id, kind, subject_version, recipient_id, rung),
    ADD CONSTRAINT reminders_sent_says_when CHECK (status <> 'sent' OR (sent_at IS NOT NULL AND message_id IS NOT NULL));
  ALTER TABLE reminders ALTER COLUMN kind DROP DEFAULT;
  UPDATE reminders SET said_on = (sent_at AT TIME ZONE 'Europe/London')::date, times_said = 1 WHERE status = 'sent';
  CREATE INDEX reminders_waiting_index ON reminders (subject_id) WHERE status IN ('owed','failed');
  CREATE INDEX reminders_waiting_of_index ON reminders (individual_id) WHERE status IN ('owed','failed');
  CREATE INDEX reminders_instead_of_index ON reminders (instead_of) WHERE instead_of IS NOT NULL;
  COMMENT ON COLUMN reminders.kind IS 'With subject_id and subject_version the obligation it is about: see obligations().';
  COMMENT ON COLUMN reminders.subject_version IS 'A date that moves is a new version, and a new reminder.';
  COMMENT ON COLUMN reminders.instead_of IS 'Whom it was meant for, when that person cannot be told; redirect_reason says why, away_until how long.';
  COMMENT ON COLUMN reminders.said_on IS 'The London day on which a message last mentioned it: what is still overdue is owed again after the gap.';
  CREATE POLICY reminders_of_visible ON reminders FOR SELECT TO cohort_app USING (CASE WHEN kind = 'action'
    THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = subject_id)
    ELSE EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) END);
  ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
`;

const DIGESTS_SQL = `
  CREATE TABLE digests (
    message_id text CONSTRAINT digests_pk PRIMARY KEY,
    recipient_id uuid NOT NULL CONSTRAINT digests_recipient_fk REFERENCES users,
    day date NOT NULL,
    is_daily boolean NOT NULL,
    prepared_at timestamptz NOT NULL,
    sent_at timestamptz,
    sent_on date,
    failed_at timestamptz,
    CONSTRAINT digests_sent_on_a_day CHECK ((sent_at IS NULL) = (sent_on IS NULL))
  );
  CREATE UNIQUE INDEX digests_one_a_day ON digests (recipient_id, day) WHERE is_daily AND failed_at IS NULL;
  CREATE INDEX digests_sent_index ON digests (recipient_id, sent_on) WHERE is_daily;
  COMMENT ON TABLE digests IS 'Every message about reminders, written down before it leaves. One digest a person a day: the index holds it.';
  COMMENT ON COLUMN digests.failed_at IS 'The server said no, so it did not arrive: another may be made that day. Null after a crash, when nobody knows.';
  CREATE TABLE digest_reminders (
    message_id text CONSTRAINT digest_reminders_message_fk REFERENCES digests,
    reminder_id uuid CONSTRAINT digest_reminders_reminder_fk REFERENCES reminders,
    CONSTRAINT digest_reminders_pk PRIMARY KEY (message_id, reminder_id)
  );
  CREATE INDEX digest_reminders_reminder_index ON digest_reminders (reminder_id);
  COMMENT ON TABLE digest_reminders IS 'What each message mentioned: a repetition is another message about the same reminder.';
  ALTER TABLE digests ENABLE ROW LEVEL SECURITY; ALTER TABLE digests FORCE ROW LEVEL SECURITY;
  ALTER TABLE digest_reminders ENABLE ROW LEVEL SECURITY; ALTER TABLE digest_reminders FORCE ROW LEVEL SECURITY;
  CREATE POLICY digests_own ON digests FOR SELECT TO cohort_app USING (recipient_id = (SELECT actor_id()));
  CREATE POLICY digests_worker ON digests TO cohort_app
    USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
  CREATE POLICY digests_system ON digests FOR SELECT TO cohort_system USING (true);
  CREATE POLICY digest_reminders_worker ON digest_reminders TO cohort_app
    USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
  CREATE POLICY digest_reminders_of_visible ON digest_reminders FOR SELECT TO cohort_app
    USING (EXISTS (SELECT 1 FROM reminders m WHERE m.id = reminder_id));
  GRANT SELECT, INSERT, UPDATE ON digests TO cohort_app;
  GRANT SELECT, INSERT ON digest_reminders TO cohort_app;
  GRANT SELECT ON digests TO cohort_system;
`;

const OBLIGATIONS_SQL = `
  CREATE TABLE bank_holidays (day date CONSTRAINT bank_holidays_pk PRIMARY KEY);
  COMMENT ON TABLE bank_holidays IS 'A copy of the service''s own table for England and Wales, which every scan brings up to date.';
  ALTER TABLE bank_holidays ENABLE ROW LEVEL SECURITY; ALTER TABLE bank_holidays FORCE ROW LEVEL SECURITY;
  CREATE POLICY bank_holidays_all ON bank_holidays TO cohort_app, cohort_system USING (true) WITH CHECK (true);
  GRANT SELECT ON bank_holidays TO cohort_app;
  GRANT SELECT, INSERT, DELETE ON bank_holidays TO cohort_system;
  CREATE POLICY screenings_system ON screenings FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON screenings TO cohort_system;

  CREATE FUNCTION add_working_days(from_day date, count integer) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT d::date FROM generate_series(from_day + 1, from_day + 2 * count + 15, interval '1 day') d
     WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT 1 FROM bank_holidays b WHERE b.day = d::date)
     ORDER BY d OFFSET count - 1 LIMIT 1 $$;

  CREATE VIEW cohort_entries WITH (security_invoker = true) AS
    SELECT e.individual_id, max(e.started_on) AS entered_on, count(*)::integer AS periods
      FROM cohort_memberships e
     WHERE NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = e.individual_id AND b.id <> e.id
                          AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
     GROUP BY e.individual_id;
  COMMENT ON VIEW cohort_entries IS 'When each person last came into the cohort: a change of tier ends one period and starts the next, and is no entry.';
  GRANT SELECT ON cohort_entries TO cohort_system;

  CREATE FUNCTION obligations(until date)
    RETURNS TABLE (kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[],
                   owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
    LANGUAGE sql STABLE AS $$
    SELECT o.kind, o.subject_id, o.subject_version, o.individual_id, o.due_on, o.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM case_obligations(until) o WHERE o.due_on <= until
    UNION ALL
    SELECT 'action', a.id, a.version, a.individual_id, a.due_on, a.access_keys, a.owner_id, a.owner_agency_id, a.visibility,
           CASE WHEN a.visibility = 'named_agencies' THEN to_jsonb(a) -> 'visible_to' END
      FROM actions a WHERE a.status = 'open' AND a.due_on <= until
    UNION ALL
    SELECT 'no_plan', c.individual_id, entry.periods, c.individual_id, add_working_days(entry.entered_on, 20), i.access_keys,
           NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
      -- Those without a plan first: counting working days for everybody is what would take the time.
      JOIN (SELECT e.individual_id, max(e.started_on) AS entered_on, count(*)::integer AS periods
              FROM cohort_memberships e
             WHERE NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = e.individual_id AND b.id <> e.id
                                  AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
               AND NOT EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = e.individual_id AND p.status <> 'closed' AND p.current_edition IS NOT NULL)
             GROUP BY e.individual_id) entry ON entry.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND entry.entered_on + 26 <= until AND add_working_days(entry.entered_on, 20) <= until
    UNION ALL
    SELECT 'screening', c.individual_id, coalesce(done.times, 0), c.individual_id,
           coalesce((done.last_on + interval '6 months')::date, entry.entered_on), i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id JOIN cohort_entries entry ON entry.individual_id = c.individual_id
      LEFT JOIN (SELECT s.individual_id, max(s.screened_on) AS last_on, count(*)::integer AS times
                   FROM screenings s GROUP BY s.individual_id) done ON done.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND coalesce((done.last_on + interval '6 months')::date, entry.entered_on) <= until
    UNION ALL
    SELECT 'validation', c.id, 1, c.individual_id, (c.started_on + interval '6 months')::date, i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
     WHERE c.ended_on IS NULL AND (c.started_on + interval '6 months')::date <= until $$;
  COMMENT ON FUNCTION obligations(date) IS
    'Everything that people owe a case and that is due by this day, one row an obligation: reviews and what a plan is missing (case_obligations), open actions, a plan within 20 working days of entry, a screening every 6 months (at entry when there is none), the cohort decision validated every 6 months. A new kind is one more SELECT here.';
  REVOKE ALL ON FUNCTION obligations(date), add_working_days(date, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION obligations(date), add_working_days(date, integer) TO cohort_system;
`;
