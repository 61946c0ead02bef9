/** From the one who is away along those who stand in for each other, as it was then, up to the one who was told. */
export const PASSED_OVER_BEFORE = `
  CREATE FUNCTION stand_ins_passed_over(away uuid, away_until date, told uuid, at timestamptz)
    RETURNS TABLE (step integer, name text, reason text, until date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE standing AS MATERIALIZED (
      SELECT * FROM absences b WHERE b.cancelled_at IS NULL OR b.cancelled_at > at
    ), begun AS (
      SELECT s.delegate_id, greatest(s.starts_on, (at AT TIME ZONE 'Europe/London')::date) AS day
        FROM standing s WHERE s.user_id = away
         AND (s.ends_on IS NOT DISTINCT FROM away_until OR daterange(s.starts_on, s.ends_on, '[]') @> (at AT TIME ZONE 'Europe/London')::date)
       ORDER BY s.ends_on IS NOT DISTINCT FROM away_until DESC, s.starts_on DESC LIMIT 1
    ), chain AS (
      SELECT b.delegate_id AS user_id, b.day, ARRAY[away] AS passed FROM begun b WHERE b.delegate_id IS NOT NULL
      UNION ALL
      SELECT s.delegate_id, c.day, c.passed || c.user_id
        FROM chain c JOIN standing s ON s.user_id = c.user_id AND daterange(s.starts_on, s.ends_on, '[]') @> c.day
       WHERE c.user_id IS DISTINCT FROM told AND s.delegate_id IS NOT NULL AND NOT s.delegate_id = ANY (c.passed || c.user_id)
    )
    -- Whoever could be told but for the record itself: it is not open to them. Never why: what is restricted is not said.
    SELECT cardinality(c.passed), u.display_name,
           CASE WHEN who.status IS DISTINCT FROM 'active' THEN 'disabled' WHEN s.id IS NOT NULL THEN 'away'
                WHEN coalesce(who.email, '') !~ '@' THEN 'no_address' WHEN b.user_id IS NOT NULL THEN 'bouncing' ELSE 'not_open' END,
           CASE WHEN who.status = 'active' THEN s.ends_on END
      FROM chain c
      JOIN users u ON u.id = c.user_id
      LEFT JOIN actor_for_user(c.user_id) who ON true
      LEFT JOIN standing s ON s.user_id = c.user_id AND daterange(s.starts_on, s.ends_on, '[]') @> c.day
      LEFT JOIN address_bounces b ON b.user_id = c.user_id AND b.bounced_at <= at AND (b.cleared_at IS NULL OR b.cleared_at > at)
     WHERE c.user_id IS DISTINCT FROM told $$;
  COMMENT ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) IS
    'Who stood in for somebody away and could not be told, nearest first, and why. Never the kind of an absence.';
  ALTER FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION stand_ins_passed_over(uuid, date, uuid, timestamptz) TO cohort_app;`;

/** Worked out when the page is read. */
export const PASSED_OVER_OF_REMINDER_BEFORE = `
  CREATE OR REPLACE FUNCTION passed_over_of_reminder(wanted uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_agg(jsonb_build_object('name', p.name, 'standsInFor', u.display_name, 'reason', p.reason, 'until', p.until) ORDER BY a.place, p.step)
      FROM reminders m
     CROSS JOIN LATERAL (
            SELECT 0 AS place, m.instead_of AS user_id, m.away_until WHERE m.redirect_reason = 'away'
            UNION ALL
            -- Told to nobody: the one who is away is who the row is addressed to.
            SELECT 0, m.recipient_id, m.away_until WHERE m.status = 'failed' AND m.last_error = 'untold_away'
            UNION ALL
            SELECT e.ordinality::integer, (e.value ->> 'id')::uuid, (e.value ->> 'until')::date
              FROM jsonb_array_elements(m.also_instead_of) WITH ORDINALITY e WHERE e.value ->> 'reason' = 'away') a
      JOIN users u ON u.id = a.user_id
     CROSS JOIN LATERAL stand_ins_passed_over(a.user_id, a.away_until, CASE WHEN a.user_id <> m.recipient_id THEN m.recipient_id END,
                                              coalesce(m.sent_at, m.owed_at)) p
     WHERE m.id = wanted $$;
  COMMENT ON FUNCTION passed_over_of_reminder(uuid) IS 'As whoever asks may see the reminder; null when nobody who stands in was passed over.';
  REVOKE ALL ON FUNCTION passed_over_of_reminder(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION passed_over_of_reminder(uuid) TO cohort_app;`;
