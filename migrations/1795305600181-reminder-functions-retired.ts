import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions that knew reminders about reviews only make room for those that know every kind of obligation. */
export class ReminderFunctionsRetired1795305600181 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION suppress_reminders(uuid);
      DROP FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer);
      DROP FUNCTION take_recipients_owed(timestamptz, interval, integer);
      DROP FUNCTION owe_reminders(date, timestamptz);
      DROP FUNCTION suppress_what_is_over(date, uuid);
      DROP FUNCTION reminders_reached(date, uuid[]);
    `);
  }

  /** Exactly as 1795305600090 made them. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION reminders_reached(today date, only_schedules uuid[])
        RETURNS TABLE (schedule_id uuid, schedule_version integer, individual_id uuid, due_on date,
                       recipient_id uuid, told_as text, rung text)
        LANGUAGE sql STABLE AS $$
        WITH running AS (
          SELECT s.id, s.version, s.individual_id, s.due_on, s.access_keys, today - s.due_on AS days_after_due
            FROM review_schedules s
           WHERE s.status = 'active' AND s.due_on <= today - (SELECT min(g.days_after_due) FROM reminder_rungs g)
             AND (only_schedules IS NULL OR s.id = ANY (only_schedules))
        ), candidates AS (
          SELECT r.*, a.user_id, a.kind AS told_as, 1 AS height
            FROM running r JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL
             AND a.kind IN ('plan_owner','lead_professional')
          UNION ALL
          SELECT r.*, u.id, 'agency_manager', 2
            FROM running r
            JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL AND a.kind IN ('plan_owner','lead_professional')
            JOIN users u ON u.agency_id = a.agency_id AND 'manager' = ANY (u.roles)
          UNION ALL
          SELECT r.*, u.id, 'panel_chair', 3
            FROM running r
            JOIN cohort_memberships c ON c.individual_id = r.individual_id AND c.ended_on IS NULL
            JOIN panel_members p ON p.panel_id = c.panel_id AND p.ended_at IS NULL
            JOIN users u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
        ), people AS (
          SELECT who.user_id, who.access_keys
            FROM (SELECT DISTINCT c.user_id FROM candidates c) d CROSS JOIN LATERAL actor_for_user(d.user_id) who
           WHERE who.status = 'active'
        ), reachable AS (
          -- nearest: for a rung meant for the first, second or third audience, the nearest one at or above it that has somebody
          SELECT c.*, ARRAY[min(c.height) OVER schedule, min(c.height) FILTER (WHERE c.height >= 2) OVER schedule,
                            min(c.height) FILTER (WHERE c.height >= 3) OVER schedule] AS nearest
            FROM candidates c JOIN people p ON p.user_id = c.user_id AND c.access_keys && p.access_keys
          WINDOW schedule AS (PARTITION BY c.id)
        )
        SELECT DISTINCT ON (m.id, m.user_id) m.id, m.version, m.individual_id, m.due_on, m.user_id, m.told_as, g.rung
          FROM reachable m
          JOIN reminder_rungs g ON g.days_after_due <= m.days_after_due
           AND m.nearest[array_position(ARRAY['plan_owner_and_lead','agency_managers','panel_chairs'], g.audience)] = m.height
         ORDER BY m.id, m.user_id, g.days_after_due DESC, m.height,
                  array_position(ARRAY['plan_owner','lead_professional','agency_manager','panel_chair'], m.told_as), g.rung $$;
      COMMENT ON FUNCTION reminders_reached(date, uuid[]) IS
        'What should have been said by this day: for each active schedule and each person, the newest rung reached. A rung whose audience is empty, disabled or may not see the case is heard by the next one up. Scan and sending ask this one function.';

      CREATE FUNCTION suppress_what_is_over(today date, only_lease uuid) RETURNS integer
        LANGUAGE sql AS $$
        WITH reached AS MATERIALIZED (
          SELECT * FROM reminders_reached(today, ARRAY(SELECT DISTINCT m.schedule_id FROM reminders m
            WHERE m.status IN ('owed','failed') AND (only_lease IS NULL OR m.lease_id = only_lease)))
        ), over AS (
          SELECT m.id,
                 CASE WHEN s.status = 'completed' THEN 'review_recorded'
                      WHEN s.status IN ('exempt','cancelled') THEN s.status
                      WHEN s.version <> m.schedule_version THEN 'date_changed'
                      WHEN newer.schedule_id IS NOT NULL THEN 'newer_rung'
                      ELSE (SELECT CASE WHEN max(who.access_keys) IS NULL THEN 'recipient_disabled'
                                        WHEN NOT s.access_keys && max(who.access_keys) THEN 'may_not_see'
                                        ELSE 'no_longer_responsible' END
                              FROM actor_for_user(m.recipient_id) who WHERE who.status = 'active') END AS why
            FROM reminders m
            JOIN review_schedules s ON s.id = m.schedule_id
            LEFT JOIN reached newer ON newer.schedule_id = m.schedule_id AND newer.recipient_id = m.recipient_id
           WHERE m.status IN ('owed','failed') AND (only_lease IS NULL OR m.lease_id = only_lease)
             AND (newer.schedule_version, newer.rung) IS DISTINCT FROM (m.schedule_version, m.rung)
        ), suppressed AS (
          UPDATE reminders m SET status = 'suppressed', status_reason = over.why, lease_id = NULL, leased_until = NULL
            FROM over WHERE m.id = over.id AND m.status IN ('owed','failed') RETURNING 1
        )
        SELECT count(*)::integer FROM suppressed $$;

      CREATE FUNCTION owe_reminders(today date, at timestamptz) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off SET work_mem = '64MB' AS $$
      DECLARE
        owed integer;
      BEGIN
        PERFORM refuse_all_but_the_service();
        -- Two scans at once would be right, but do the work twice.
        PERFORM pg_advisory_xact_lock(hashtext('owe_reminders'));
        PERFORM suppress_what_is_over(today, NULL);
        INSERT INTO reminders AS m (id, schedule_id, schedule_version, individual_id, recipient_id, told_as, rung, due_on, owed_at)
        SELECT gen_random_uuid(), r.schedule_id, r.schedule_version, r.individual_id, r.recipient_id, r.told_as, r.rung, r.due_on, at
          FROM reminders_reached(today, NULL) r
         WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.schedule_id = r.schedule_id AND e.schedule_version = r.schedule_version
                              AND e.recipient_id = r.recipient_id AND e.rung = r.rung AND e.status <> 'suppressed')
        ON CONFLICT ON CONSTRAINT reminders_once DO UPDATE
           SET status = 'owed', status_reason = NULL, told_as = excluded.told_as, owed_at = excluded.owed_at, attempts = 0,
               message_id = NULL, last_error = NULL
         WHERE m.status = 'suppressed';
        GET DIAGNOSTICS owed = ROW_COUNT;
        RETURN owed;
      END $$;
      COMMENT ON FUNCTION owe_reminders(date, timestamptz) IS
        'The scan, as often as you like. After missed days only the newest rung is owed, so nobody gets three mails about one review; one that was suppressed and is due after all (the account came back, the restriction was lifted) is owed again.';

      CREATE FUNCTION take_recipients_owed(at timestamptz, lease interval, most integer)
        RETURNS TABLE (recipient_id uuid, lease_id uuid)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        -- Dispatchers take turns: everything owed to one person belongs in one message.
        PERFORM pg_advisory_xact_lock(hashtext('take_recipients_owed'));
        RETURN QUERY
        WITH waiting AS (
          SELECT m.recipient_id, gen_random_uuid() AS lease_id, min(m.owed_at) AS since
            FROM reminders m WHERE m.status = 'owed'
           GROUP BY m.recipient_id
          HAVING bool_and(m.leased_until IS NULL OR m.leased_until <= at)
           ORDER BY since LIMIT most
        ), free AS (
          SELECT m.id, w.lease_id FROM reminders m JOIN waiting w ON w.recipient_id = m.recipient_id
           WHERE m.status = 'owed' AND (m.leased_until IS NULL OR m.leased_until <= at)
             FOR UPDATE OF m SKIP LOCKED
        ), leased AS (
          UPDATE reminders m SET lease_id = f.lease_id, leased_until = at + lease FROM free f WHERE m.id = f.id
          RETURNING m.recipient_id, m.lease_id
        )
        SELECT w.recipient_id, w.lease_id FROM waiting w
         WHERE EXISTS (SELECT 1 FROM leased l WHERE l.lease_id = w.lease_id) ORDER BY w.since;
      END $$;
      COMMENT ON FUNCTION take_recipients_owed(timestamptz, interval, integer) IS
        'Recipients with something owed and no live lease, the longest waiting first; a lease that runs out (worker killed, queue emptied) is taken again.';

      CREATE FUNCTION claim_reminders(given_lease uuid, own_lease uuid, today date, until timestamptz, attempts_most integer)
        RETURNS TABLE (id uuid, recipient_id uuid, message_id text)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM refuse_all_but_the_service();
        UPDATE reminders m SET lease_id = own_lease, leased_until = until WHERE m.lease_id = given_lease AND m.status = 'owed';
        PERFORM suppress_what_is_over(today, own_lease);
        -- Attempts are counted before they are made: one that ends the process every time ends here.
        UPDATE reminders m SET status = 'failed', lease_id = NULL, leased_until = NULL, last_error = coalesce(m.last_error, 'gave up')
         WHERE m.lease_id = own_lease AND m.status = 'owed' AND m.attempts >= attempts_most;
        RETURN QUERY SELECT m.id, m.recipient_id, m.message_id FROM reminders m
                      WHERE m.lease_id = own_lease AND m.status = 'owed' ORDER BY m.owed_at, m.id;
      END $$;
      COMMENT ON FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer) IS
        'Swaps the lease a job was given for the sender''s own, and suppresses what is no longer needed. A second run of the same job claims nothing.';

      CREATE FUNCTION suppress_reminders(wanted_schedule uuid) RETURNS integer
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH stopped AS (
          UPDATE reminders m
             SET status = 'suppressed', lease_id = NULL, leased_until = NULL,
                 status_reason = CASE s.status WHEN 'completed' THEN 'review_recorded' ELSE s.status END
            FROM review_schedules s
           WHERE m.schedule_id = wanted_schedule AND s.id = m.schedule_id AND s.status <> 'active' AND m.status IN ('owed','failed')
          RETURNING 1)
        SELECT count(*)::integer FROM stopped $$;
      COMMENT ON FUNCTION suppress_reminders(uuid) IS
        'Called in the transaction that ended the obligation. Nobody can silence a reminder with it while the obligation stands.';

      REVOKE ALL ON FUNCTION reminders_reached(date, uuid[]), suppress_what_is_over(date, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION reminders_reached(date, uuid[]), suppress_what_is_over(date, uuid) TO cohort_system;
      ALTER FUNCTION owe_reminders(date, timestamptz) OWNER TO cohort_system;
      ALTER FUNCTION take_recipients_owed(timestamptz, interval, integer) OWNER TO cohort_system;
      ALTER FUNCTION claim_reminders(uuid, uuid, date, timestamptz, integer) OWNER TO cohort_system;
      ALTER FUNCTION suppress_reminders(uuid) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION owe_reminders(date, timestamptz), take_recipients_owed(timestamptz, interval, integer),
        claim_reminders(uuid, uuid, date, timestamptz, integer), suppress_reminders(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION owe_reminders(date, timestamptz), take_recipients_owed(timestamptz, interval, integer),
        claim_reminders(uuid, uuid, date, timestamptz, integer), suppress_reminders(uuid) TO cohort_app;
    `);
  }
}
