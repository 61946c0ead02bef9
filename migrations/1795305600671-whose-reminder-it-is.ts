import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The scan in one piece, letter by letter what it was, but for one word: a reminder that is owed again is about whom its subject is
 * about now. Two records that were merged, and taken apart, must not leave one person's deadline under the name of the other.
 */
export class WhoseReminderItIs1795305600671 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(oweReminders('individual_id = excluded.individual_id, '));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(oweReminders(''));
  }
}

const oweReminders = (
  whose: string,
): string => `CREATE OR REPLACE FUNCTION public.owe_reminders(today date, at timestamp with time zone, repeat_after integer, holidays date[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
 SET work_mem TO '64MB'
 SET jit TO 'off'
AS $function$
  DECLARE
    owed integer;
    changed uuid[];
    other_holidays integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Two scans at once would be right, but do the work twice.
    PERFORM pg_advisory_xact_lock(hashtext('owe_reminders'));
    WITH gone AS (DELETE FROM bank_holidays b WHERE b.day <> ALL (holidays) RETURNING 1),
         come AS (INSERT INTO bank_holidays SELECT unnest(holidays) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come) INTO other_holidays;
    IF other_holidays > 0 THEN
      INSERT INTO changed_cases (individual_id) SELECT DISTINCT k.individual_id FROM kept_obligations k WHERE k.kind IN ('no_plan','judgement','screening','validation');
    END IF;
    -- What changes from here on is noted for the next scan.
    WITH taken AS (DELETE FROM changed_cases RETURNING individual_id) SELECT array_agg(DISTINCT t.individual_id) INTO changed FROM taken t;
    IF changed IS NOT NULL THEN
      PERFORM refresh_kept_obligations(changed, cardinality(changed) > 20000);
    END IF;
    WITH reached AS MATERIALIZED (
      SELECT * FROM reminders_reached(today, NULL)
    ), waiting AS MATERIALIZED (
      SELECT m.* FROM reminders m WHERE m.status IN ('owed','failed')
    ), 
    over AS (
      SELECT m.id, m.kind, m.subject_id, m.subject_version, m.individual_id, m.recipient_id, m.due_on, newer.subject_version AS newer_version
        FROM waiting m
        LEFT JOIN reached newer ON newer.subject_id = m.subject_id AND newer.kind = m.kind AND newer.recipient_id = m.recipient_id
         -- Who cannot be told keeps what failed, and is sent nothing.
         AND (newer.obstacle IS NULL OR m.status = 'failed')
       WHERE (newer.subject_version, newer.rung) IS DISTINCT FROM (m.subject_version, m.rung)
    ), still AS MATERIALIZED (
      SELECT o.* FROM obligations_of('9999-12-31', (SELECT array_agg(DISTINCT v.individual_id) FROM over v)) o
      UNION ALL SELECT * FROM owed_about_no_case('9999-12-31')
    ), explained AS (
      SELECT o.id, CASE WHEN still.subject_id IS NULL AND o.kind = 'validation'
                          AND EXISTS (SELECT 1 FROM still v WHERE v.kind = o.kind AND v.individual_id = o.individual_id AND v.due_on = o.due_on)
                          -- Owed of the next period of the same person, by the same day.
                          THEN 'newer_rung'
                        WHEN still.subject_id IS NULL
                          THEN CASE (SELECT s.status FROM review_schedules s WHERE s.id = o.subject_id AND o.kind = 'review')
                               WHEN 'completed' THEN 'review_recorded' WHEN 'exempt' THEN 'exempt' WHEN 'cancelled' THEN 'cancelled' ELSE 'done' END
                        WHEN still.due_on <> o.due_on THEN 'date_changed'
                        WHEN o.newer_version IS NOT NULL THEN 'newer_rung'
                        WHEN o.recipient_id = system_user_id() THEN 'no_longer_responsible' -- somebody is named by now
                        WHEN who.status IS DISTINCT FROM 'active' THEN 'recipient_disabled'
                        WHEN away.user_id IS NOT NULL THEN 'recipient_away'
                        WHEN coalesce(who.email, '') !~ '@' OR b.user_id IS NOT NULL THEN 'recipient_unreachable'
                        WHEN NOT still.access_keys && who.access_keys THEN 'may_not_see'
                        ELSE 'no_longer_responsible' END AS why
        FROM over o
        LEFT JOIN still ON still.subject_id = o.subject_id AND still.kind = o.kind
        LEFT JOIN LATERAL actor_for_user(o.recipient_id) who ON true
        LEFT JOIN absent_on(today) away ON away.user_id = o.recipient_id
        LEFT JOIN address_bounces b ON b.user_id = o.recipient_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), locked AS MATERIALIZED (
      SELECT m.id FROM reminders m WHERE m.id = ANY (ARRAY(SELECT e.id FROM explained e)) AND m.status IN ('owed','failed') ORDER BY m.id FOR UPDATE
    ), suppressed AS (
      UPDATE reminders m SET status = 'suppressed', status_reason = e.why, lease_id = NULL, leased_until = NULL
        FROM explained e WHERE m.id = ANY (ARRAY(SELECT l.id FROM locked l)) AND e.id = m.id RETURNING 1
    )
    , renamed AS MATERIALIZED (
      -- Still waiting, and by now in the place of others, or of more.
      SELECT m.id, r.instead_of, r.redirect_reason, r.away_until, r.also_instead_of
        FROM waiting w JOIN reached r ON r.subject_id = w.subject_id AND r.kind = w.kind AND r.recipient_id = w.recipient_id
         AND r.rung = w.rung AND r.subject_version = w.subject_version AND r.obstacle IS NULL
        JOIN reminders m ON m.id = w.id AND m.status = 'owed' AND m.lease_id IS NULL
       WHERE (w.instead_of, w.redirect_reason, w.away_until, w.also_instead_of)
             IS DISTINCT FROM (r.instead_of, r.redirect_reason, r.away_until, r.also_instead_of)
    ), free_to_rename AS MATERIALIZED (
      SELECT m.id FROM reminders m WHERE m.id = ANY (ARRAY(SELECT n.id FROM renamed n)) AND m.status = 'owed' AND m.lease_id IS NULL
       ORDER BY m.id FOR UPDATE SKIP LOCKED
    ), names_kept AS (
      UPDATE reminders m SET instead_of = n.instead_of, redirect_reason = n.redirect_reason, away_until = n.away_until,
             also_instead_of = n.also_instead_of
        FROM renamed n WHERE n.id = m.id AND m.id = ANY (ARRAY(SELECT f.id FROM free_to_rename f)) RETURNING 1
    ), as_late AS MATERIALIZED (
      -- Of each rung itself and those that come after it.
      SELECT g.rung, ARRAY(SELECT l.rung FROM reminder_rungs l WHERE l.rung = g.rung OR l.days_after_due > g.days_after_due) AS rungs
        FROM reminder_rungs g
    ), fresh AS MATERIALIZED (
      -- A rung is said once for each due day, whatever version it was said of: an exemption that came and went repeats nothing,
      -- and a check of the cohort decision stands by the same day in the next period.
      SELECT r.*, CASE r.kind WHEN 'validation' THEN (SELECT e FROM reminders e WHERE e.individual_id = r.individual_id AND e.kind = r.kind
                     AND (e.recipient_id = r.recipient_id AND e.rung = ANY (v.rungs) OR r.obstacle IS NOT NULL AND e.rung = r.rung) AND e.due_on = r.due_on AND e.times_said > 0
                   ORDER BY e.said_on DESC, e.id LIMIT 1)
                              ELSE (SELECT e FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                     AND (e.recipient_id = r.recipient_id AND e.rung = ANY (v.rungs) OR r.obstacle IS NOT NULL AND e.rung = r.rung) AND e.due_on = r.due_on AND e.times_said > 0
                   ORDER BY e.said_on DESC, e.id LIMIT 1) END AS earlier
        FROM reached r JOIN as_late v ON v.rung = r.rung
       WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                            AND e.subject_version = r.subject_version AND e.recipient_id = r.recipient_id AND e.rung = r.rung
                            AND NOT (e.status = 'suppressed' OR e.status = 'sent' AND e.due_on < today AND e.said_on <= today - repeat_after
                                     OR e.status = 'failed' AND e.last_error LIKE 'untold\\_%' AND e.last_error IS DISTINCT FROM 'untold_' || r.obstacle))
    )
    INSERT INTO reminders AS m (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at,
                                instead_of, redirect_reason, away_until, status, last_error, times_said, said_on, sent_at, also_instead_of)
    SELECT gen_random_uuid(), r.kind, r.subject_id, r.subject_version, r.individual_id, r.recipient_id, r.told_as, r.rung, r.due_on, at,
           r.instead_of, r.redirect_reason, r.away_until,
           CASE WHEN r.obstacle IS NULL THEN 'owed' ELSE 'failed' END, 'untold_' || r.obstacle,
           -- What was said of a later rung, or to somebody else, is not said of this one to them.
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).times_said ELSE 0 END,
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).said_on END,
           CASE WHEN (r.earlier).rung = r.rung AND (r.earlier).recipient_id = r.recipient_id THEN (r.earlier).sent_at END,
           r.also_instead_of
      FROM fresh r
     WHERE (r.earlier).id IS NULL OR r.due_on < today AND (r.earlier).said_on <= today - repeat_after
    ON CONFLICT ON CONSTRAINT reminders_once DO UPDATE
       SET ${whose}status = excluded.status, status_reason = NULL, times_said = greatest(m.times_said, excluded.times_said),
           said_on = greatest(m.said_on, excluded.said_on), sent_at = greatest(m.sent_at, excluded.sent_at), told_as = excluded.told_as, owed_at = excluded.owed_at, attempts = 0,
           instead_of = excluded.instead_of, redirect_reason = excluded.redirect_reason, away_until = excluded.away_until, also_instead_of = excluded.also_instead_of,
           message_id = NULL, last_error = excluded.last_error
     WHERE m.status = 'suppressed' AND (m.said_on IS NULL OR m.due_on < today AND m.said_on <= today - repeat_after)
        OR m.status = 'sent' AND m.due_on < today AND m.said_on <= today - repeat_after
        OR m.status = 'failed' AND m.last_error LIKE 'untold\\_%' AND m.last_error IS DISTINCT FROM excluded.last_error;
    GET DIAGNOSTICS owed = ROW_COUNT;
    RETURN owed;
  END $function$`;
