/** Functions of reminders as they were before 1795305600210, for the way back: `down` restores exactly. */

export const OBLIGATIONS_BEFORE = `
CREATE OR REPLACE FUNCTION public.obligations(until date)
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[], owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
 LANGUAGE sql
 STABLE
AS $function$
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
     WHERE c.ended_on IS NULL AND (c.started_on + interval '6 months')::date <= until $function$`;

export const OBLIGATIONS_OF_BEFORE = `
CREATE OR REPLACE FUNCTION public.obligations_of(until date, individuals uuid[])
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[], owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
 LANGUAGE plpgsql
 STABLE ROWS 10
AS $function$
  DECLARE
    one uuid;
  BEGIN
    -- One at a time: an equality reaches every index of every kind, a list does not reach below what is grouped.
    FOREACH one IN ARRAY coalesce(individuals, '{}') LOOP
      RETURN QUERY SELECT o.* FROM obligations(until) o WHERE o.individual_id = one;
    END LOOP;
  END $function$`;

export const REMINDERS_REACHED_BEFORE = `
CREATE OR REPLACE FUNCTION public.reminders_reached(today date, only_subjects uuid[])
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, recipient_id uuid, told_as text, rung text, instead_of uuid, redirect_reason text, away_until date)
 LANGUAGE sql
 STABLE
AS $function$
    WITH ladder AS MATERIALIZED (
      SELECT g.rung, g.days_after_due, g.covers_actions,
             array_position(ARRAY['responsible','agency_managers','panel_chairs','partnership_leads'], g.audience) AS height
        FROM reminder_rungs g WHERE g.removed_at IS NULL
    ), running AS MATERIALIZED (
      SELECT o.*, today - o.due_on AS days_after_due
        FROM (SELECT * FROM obligations(today + 60) WHERE only_subjects IS NULL
              UNION ALL
              SELECT * FROM obligations_of(today + 60, (SELECT array_agg(DISTINCT w.individual_id) FROM reminders w
                                                         WHERE w.subject_id = ANY (only_subjects)))) o
       WHERE o.due_on <= today - (SELECT min(g.days_after_due) FROM ladder g)
         AND (only_subjects IS NULL OR o.subject_id = ANY (only_subjects))
    ), candidates AS (
      SELECT r.*, a.user_id, a.kind AS told_as, 1 AS height
        FROM running r JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL
         AND a.kind IN ('plan_owner','lead_professional')
       WHERE r.kind <> 'action'
      UNION ALL
      SELECT r.*, r.owner_id, 'action_owner', 1 FROM running r WHERE r.kind = 'action'
      UNION ALL
      SELECT r.*, u.id, 'agency_manager', 2
        FROM running r
        JOIN assignments a ON a.individual_id = r.individual_id AND a.ended_at IS NULL AND a.kind IN ('plan_owner','lead_professional')
        JOIN users u ON u.agency_id = a.agency_id AND 'manager' = ANY (u.roles)
       WHERE r.kind <> 'action'
      UNION ALL
      SELECT r.*, u.id, 'agency_manager', 2
        FROM running r JOIN users u ON u.agency_id = r.owner_agency_id AND 'manager' = ANY (u.roles) WHERE r.kind = 'action'
      UNION ALL
      SELECT r.*, u.id, 'panel_chair', 3
        FROM running r
        JOIN cohort_memberships c ON c.individual_id = r.individual_id AND c.ended_on IS NULL
        JOIN panel_members p ON p.panel_id = c.panel_id AND p.ended_at IS NULL
        JOIN users u ON u.id = p.user_id AND 'panel_chair' = ANY (u.roles)
      UNION ALL
      SELECT r.*, l.user_id, 'partnership_lead', 4 FROM running r CROSS JOIN partnership_leads l WHERE l.ended_at IS NULL
    ), absent AS MATERIALIZED (
      SELECT * FROM absent_on(today)
    ), people AS MATERIALIZED (
      SELECT d.user_id, who.access_keys, who.agency_id, who.agency_kind, away.ends_on AS away_until, away.delegate_id,
             CASE WHEN who.status IS DISTINCT FROM 'active' THEN 'disabled'
                  WHEN away.user_id IS NOT NULL THEN 'away'
                  WHEN coalesce(who.email, '') !~ '@' THEN 'no_address'
                  WHEN b.user_id IS NOT NULL THEN 'bouncing' END AS obstacle
        FROM (SELECT c.user_id FROM candidates c UNION SELECT a.delegate_id FROM absent a WHERE a.delegate_id IS NOT NULL) d
        LEFT JOIN LATERAL actor_for_user(d.user_id) who ON true
        LEFT JOIN absent away ON away.user_id = d.user_id
        LEFT JOIN address_bounces b ON b.user_id = d.user_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), placed AS (
      SELECT c.*, p.obstacle, p.away_until,
             CASE WHEN p.obstacle IS NULL THEN c.user_id ELSE q.user_id END AS hearer,
             coalesce(p.obstacle <> 'disabled', false) AND c.access_keys && p.access_keys AS at_the_last
        FROM candidates c
        JOIN people p ON p.user_id = c.user_id
        LEFT JOIN people q ON p.obstacle = 'away' AND q.user_id = p.delegate_id AND q.obstacle IS NULL AND c.access_keys && q.access_keys
         AND (c.visibility = 'all_agencies' OR c.visibility = q.agency_kind || '_only'
              OR c.visibility = 'named_agencies' AND c.visible_to ? q.agency_id::text)
       WHERE p.obstacle IS NOT NULL
          OR c.access_keys && p.access_keys
         AND (c.visibility = 'all_agencies' OR c.visibility = p.agency_kind || '_only' OR c.user_id = c.owner_id
              OR c.visibility = 'named_agencies' AND c.visible_to ? p.agency_id::text)
    ), heard AS (
      -- Nobody at all can be told: then the nearest whose only fault is an address or an absence is, and it shows in the service.
      SELECT h.*, coalesce(h.hearer, CASE WHEN h.at_the_last AND count(h.hearer) OVER obligation = 0 THEN h.user_id END) AS told
        FROM placed h WINDOW obligation AS (PARTITION BY h.subject_id, h.kind)
    ), reachable AS (
      -- nearest: for a rung meant for each of the four audiences, the nearest one at or above it that has somebody
      SELECT h.*, bool_or(h.told IS NULL AND h.height = 1) OVER obligation AS is_stuck,
             ARRAY[min(h.height) FILTER (WHERE h.told IS NOT NULL) OVER obligation,
                   min(h.height) FILTER (WHERE h.told IS NOT NULL AND h.height >= 2) OVER obligation,
                   min(h.height) FILTER (WHERE h.told IS NOT NULL AND h.height >= 3) OVER obligation,
                   min(h.height) FILTER (WHERE h.told IS NOT NULL AND h.height >= 4) OVER obligation] AS nearest
        FROM heard h WINDOW obligation AS (PARTITION BY h.subject_id, h.kind)
    ), stuck AS MATERIALIZED (
      SELECT DISTINCT ON (h.subject_id, h.kind, h.height) h.subject_id, h.kind, h.height, h.user_id, h.obstacle, h.away_until
        FROM heard h WHERE h.told IS NULL ORDER BY h.subject_id, h.kind, h.height, h.told_as DESC, h.user_id
    )
    SELECT DISTINCT ON (m.subject_id, m.kind, m.told)
           m.kind, m.subject_id, m.subject_version, m.individual_id, m.due_on, m.told, m.told_as, g.rung,
           CASE WHEN m.told <> m.user_id THEN m.user_id ELSE s.user_id END,
           CASE WHEN m.told <> m.user_id THEN m.obstacle ELSE s.obstacle END,
           CASE WHEN m.told <> m.user_id THEN m.away_until ELSE s.away_until END
      FROM reachable m
      JOIN ladder g ON g.days_after_due <= m.days_after_due
       AND (m.nearest[g.height] = m.height OR g.height = 1 AND m.is_stuck AND m.nearest[2] = m.height)
       AND (g.covers_actions OR m.kind <> 'action')
      LEFT JOIN stuck s ON s.subject_id = m.subject_id AND s.kind = m.kind AND s.height = g.height AND m.height > g.height
     WHERE m.told IS NOT NULL
     ORDER BY m.subject_id, m.kind, m.told, g.days_after_due DESC, m.height, m.told <> m.user_id,
              array_position(ARRAY['plan_owner','lead_professional','action_owner','agency_manager','panel_chair','partnership_lead'], m.told_as),
              g.rung $function$`;

export const SUPPRESS_WHAT_IS_OVER_BEFORE = `
CREATE OR REPLACE FUNCTION public.suppress_what_is_over(today date, only_lease uuid)
 RETURNS integer
 LANGUAGE sql
AS $function$
    WITH waiting AS MATERIALIZED (
      SELECT m.* FROM reminders m WHERE m.status IN ('owed','failed') AND (only_lease IS NULL OR m.lease_id = only_lease)
    ), reached AS MATERIALIZED (
      SELECT * FROM reminders_reached(today, ARRAY(SELECT DISTINCT w.subject_id FROM waiting w))
    ), over AS (
      SELECT m.id, m.kind, m.subject_id, m.subject_version, m.recipient_id, newer.subject_version AS newer_version
        FROM waiting m
        LEFT JOIN reached newer ON newer.subject_id = m.subject_id AND newer.kind = m.kind AND newer.recipient_id = m.recipient_id
       WHERE (newer.subject_version, newer.rung) IS DISTINCT FROM (m.subject_version, m.rung)
    ), explained AS (
      SELECT o.id, CASE WHEN still.subject_id IS NULL THEN CASE s.status WHEN 'completed' THEN 'review_recorded'
                                                                        WHEN 'exempt' THEN 'exempt'
                                                                        WHEN 'cancelled' THEN 'cancelled' ELSE 'done' END
                        WHEN still.subject_version <> o.subject_version THEN 'date_changed'
                        WHEN o.newer_version IS NOT NULL THEN 'newer_rung'
                        WHEN who.status IS DISTINCT FROM 'active' THEN 'recipient_disabled'
                        WHEN away.user_id IS NOT NULL THEN 'recipient_away'
                        WHEN coalesce(who.email, '') !~ '@' OR b.user_id IS NOT NULL THEN 'recipient_unreachable'
                        WHEN NOT still.access_keys && who.access_keys THEN 'may_not_see'
                        ELSE 'no_longer_responsible' END AS why
        FROM over o
        LEFT JOIN obligations_of('9999-12-31', (SELECT array_agg(DISTINCT w.individual_id) FROM waiting w JOIN over v ON v.id = w.id)) still ON still.subject_id = o.subject_id AND still.kind = o.kind
        LEFT JOIN review_schedules s ON s.id = o.subject_id AND o.kind = 'review'
        LEFT JOIN LATERAL actor_for_user(o.recipient_id) who ON true
        LEFT JOIN absent_on(today) away ON away.user_id = o.recipient_id
        LEFT JOIN address_bounces b ON b.user_id = o.recipient_id AND b.cleared_at IS NULL AND lower(b.email) = lower(who.email)
    ), locked AS MATERIALIZED (
      SELECT m.id, e.why FROM reminders m JOIN explained e ON e.id = m.id WHERE m.status IN ('owed','failed') ORDER BY m.id FOR UPDATE OF m
    ), suppressed AS (
      UPDATE reminders m SET status = 'suppressed', status_reason = l.why, lease_id = NULL, leased_until = NULL
        FROM locked l WHERE m.id = l.id RETURNING 1
    )
    SELECT count(*)::integer FROM suppressed $function$`;

export const OWE_REMINDERS_BEFORE = `
CREATE OR REPLACE FUNCTION public.owe_reminders(today date, at timestamp with time zone, repeat_after integer, holidays date[])
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
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Two scans at once would be right, but do the work twice.
    PERFORM pg_advisory_xact_lock(hashtext('owe_reminders'));
    DELETE FROM bank_holidays b WHERE b.day <> ALL (holidays);
    INSERT INTO bank_holidays SELECT unnest(holidays) ON CONFLICT DO NOTHING;
    IF EXISTS (SELECT 1 FROM reminders m WHERE m.status IN ('owed','failed')) THEN
      PERFORM suppress_what_is_over(today, NULL);
    END IF;
    INSERT INTO reminders AS m (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at,
                                instead_of, redirect_reason, away_until)
    SELECT gen_random_uuid(), r.kind, r.subject_id, r.subject_version, r.individual_id, r.recipient_id, r.told_as, r.rung, r.due_on, at,
           r.instead_of, r.redirect_reason, r.away_until
      FROM reminders_reached(today, NULL) r
     WHERE NOT EXISTS (SELECT 1 FROM reminders e WHERE e.subject_id = r.subject_id AND e.kind = r.kind
                          AND e.subject_version = r.subject_version AND e.recipient_id = r.recipient_id AND e.rung = r.rung
                          AND NOT (e.status = 'suppressed' OR e.status = 'sent' AND e.due_on < today AND e.said_on <= today - repeat_after))
    ON CONFLICT ON CONSTRAINT reminders_once DO UPDATE
       SET status = 'owed', status_reason = NULL, told_as = excluded.told_as, owed_at = excluded.owed_at, attempts = 0,
           instead_of = excluded.instead_of, redirect_reason = excluded.redirect_reason, away_until = excluded.away_until,
           message_id = NULL, last_error = NULL
     WHERE m.status = 'suppressed' AND (m.said_on IS NULL OR m.due_on < today AND m.said_on <= today - repeat_after)
        OR m.status = 'sent' AND m.due_on < today AND m.said_on <= today - repeat_after;
    GET DIAGNOSTICS owed = ROW_COUNT;
    RETURN owed;
  END $function$`;

export const UNDELIVERED_REMINDERS_BEFORE = `
CREATE OR REPLACE FUNCTION public.undelivered_reminders(wanted text, before_at timestamp with time zone, before_id uuid, most integer)
 RETURNS TABLE(id uuid, kind text, reference text, recipient_id uuid, recipient text, instead_of_name text, redirect_reason text, days_after_due integer, due_on date, status text, status_reason text, attempts integer, last_error text, owed_at timestamp with time zone, owed_at_key text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
  END $function$`;
