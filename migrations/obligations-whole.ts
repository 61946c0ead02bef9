/**
 * What is owed by a day, whole: by which table or view of stays in the cohort a plan and a screening are counted from. cohort_memberships
 * is how it was; standing_stays leaves out what was entered in error and what a merge set aside. `decisions`: what more is owed (OWED_DECISIONS).
 */
export const obligations = (stays: string, decisions: Owed = NOTHING): string => `
  CREATE OR REPLACE FUNCTION obligations(until date)
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[], owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
 LANGUAGE sql
 STABLE
AS $$
${rows(stays, () => '')}${decisions('')}
    UNION ALL SELECT * FROM owed_about_no_case(until) $$;`;

/** The same about some people alone. */
export const obligationsOf = (stays: string, decisions: Owed = NOTHING): string => `
  CREATE OR REPLACE FUNCTION obligations_of(until date, individuals uuid[])
 RETURNS TABLE(kind text, subject_id uuid, subject_version integer, individual_id uuid, due_on date, access_keys uuid[], owner_id uuid, owner_agency_id uuid, visibility text, visible_to jsonb)
 LANGUAGE sql
 STABLE
 SET enable_nestloop TO 'on'
 SET plan_cache_mode TO 'force_custom_plan'
AS $$
${rows(stays, (table) => ` AND ${table}.individual_id = ANY (individuals)`)}${decisions(' AND d.individual_id = ANY (individuals)')} $$;`;

type Owed = (only: string) => string;
const NOTHING: Owed = () => '';

/** Whether somebody enters the cohort, after their referral was accepted. */
export const OWED_DECISIONS: Owed = (only) => `
    UNION ALL
    SELECT 'cohort_decision', d.id, d.version, d.individual_id, d.due_on, i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_decisions_owed d JOIN individuals i ON i.id = d.individual_id WHERE d.due_on <= until${only}`;

export const cohortEntries = (stays: string): string => `
  CREATE OR REPLACE VIEW cohort_entries WITH (security_invoker = true) AS
    SELECT e.individual_id, max(e.started_on) AS entered_on, count(*)::integer AS periods
      FROM ${stays} e
     WHERE NOT EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = e.individual_id AND b.id <> e.id
                          AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
     GROUP BY e.individual_id;`;

const rows = (
  stays: string,
  only: (table: string) => string,
): string => `    SELECT o.kind, o.subject_id, o.subject_version, o.individual_id, o.due_on, o.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM case_obligations(until) o WHERE o.due_on <= until${only('o')}
    UNION ALL 
    SELECT 'action', a.id, a.version, a.individual_id, a.due_on, a.access_keys, a.owner_id, a.owner_agency_id, a.visibility,
           CASE WHEN a.visibility = 'named_agencies' THEN to_jsonb(a) -> 'visible_to' END
      FROM actions a WHERE a.status = 'open' AND a.due_on <= until${only('a')}
    UNION ALL 
    SELECT 'chase', k.schedule_id, k.version, k.individual_id, k.chase_on, s.access_keys, k.acknowledged_by, u.agency_id, 'all_agencies', NULL::jsonb
      FROM review_acknowledgements k
      JOIN review_schedules s ON s.id = k.schedule_id AND s.status = 'active' AND s.due_on <= k.due_on
      JOIN users u ON u.id = k.acknowledged_by
     WHERE k.chase_on <= until
       AND NOT EXISTS (SELECT 1 FROM review_acknowledgements n WHERE n.schedule_id = k.schedule_id AND n.version > k.version)${only('k')}
    UNION ALL
    SELECT 'no_plan', c.individual_id, entry.periods, c.individual_id, add_working_days(entry.entered_on, 20), i.access_keys,
           NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
      -- Those without a plan first: counting working days for everybody is what would take the time.
      JOIN (SELECT e.individual_id, greatest(max(e.started_on), max(z.closed_on)) AS entered_on,
                     count(*)::integer + CASE WHEN max(z.closed_on) >= max(e.started_on) THEN max(z.times) ELSE 0 END AS periods
              FROM ${stays} e
              LEFT JOIN (SELECT p.individual_id, max((p.closed_at AT TIME ZONE 'Europe/London')::date) AS closed_on, count(*)::integer AS times
                           FROM plans p WHERE p.status = 'closed' AND p.current_edition IS NOT NULL${only('p')}
                          GROUP BY p.individual_id) z ON z.individual_id = e.individual_id
             WHERE NOT EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = e.individual_id AND b.id <> e.id
                                  AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
               AND NOT EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = e.individual_id AND p.status <> 'closed' AND p.current_edition IS NOT NULL)${only('e')}
             GROUP BY e.individual_id) entry ON entry.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND entry.entered_on + 26 <= until AND add_working_days(entry.entered_on, 20) <= until${only('c')}
    UNION ALL
    SELECT 'screening', c.individual_id, coalesce(done.times, 0), c.individual_id,
           coalesce(CASE WHEN weekday_on_or_before((done.last_on + interval '6 months')::date) IN (SELECT b.day FROM bank_holidays b)
                 THEN working_day_on_or_before(weekday_on_or_before((done.last_on + interval '6 months')::date)) ELSE weekday_on_or_before((done.last_on + interval '6 months')::date) END, working_day_on_or_after(entry.entered_on)), i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
      JOIN cohort_entries entry ON entry.individual_id = c.individual_id${only('entry')}
      LEFT JOIN (SELECT s.individual_id, max(s.screened_on) AS last_on, count(*)::integer AS times
                   FROM screenings s WHERE true${only('s')} GROUP BY s.individual_id) done ON done.individual_id = c.individual_id
     WHERE c.ended_on IS NULL AND coalesce(CASE WHEN weekday_on_or_before((done.last_on + interval '6 months')::date) IN (SELECT b.day FROM bank_holidays b)
                 THEN working_day_on_or_before(weekday_on_or_before((done.last_on + interval '6 months')::date)) ELSE weekday_on_or_before((done.last_on + interval '6 months')::date) END, working_day_on_or_after(entry.entered_on)) <= until${only('c')}
    UNION ALL
    SELECT 'judgement', s.id, 1, s.individual_id, add_working_days((s.recorded_at AT TIME ZONE 'Europe/London')::date, 5),
           i.access_keys, NULL::uuid, NULL::uuid, 'all_agencies', NULL::jsonb
      FROM screenings s JOIN individuals i ON i.id = s.individual_id
     WHERE ((s.result #>> '{judgement,exploitation,needsSecondPerson}') = 'true' OR (s.result #>> '{judgement,violence,needsSecondPerson}') = 'true')
       AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = s.id) AND NOT has_left_cohort(s.individual_id)
       AND add_working_days((s.recorded_at AT TIME ZONE 'Europe/London')::date, 5) <= until${only('s')}
    UNION ALL
    SELECT 'relationship_review', r.id, r.review_on - DATE '2000-01-01', r.individual_id, r.review_on,
           i.access_keys, r.recorded_by, r.supplied_by, r.visibility, CASE WHEN r.visibility = 'named_agencies' THEN to_jsonb(r.visible_to) END
      FROM individual_relationships r JOIN individuals i ON i.id = r.individual_id
     WHERE r.review_on <= until AND r.until_on IS NULL AND r.withdrawn_at IS NULL AND NOT has_left_cohort(r.individual_id)${only('r')}
    UNION ALL
    SELECT 'validation', c.id, c.version, c.individual_id, CASE WHEN weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date)) IN (SELECT b.day FROM bank_holidays b)
                 THEN working_day_on_or_before(weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date))) ELSE weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date)) END, i.access_keys, NULL, NULL, 'all_agencies', NULL
      FROM cohort_memberships c JOIN individuals i ON i.id = c.individual_id
     WHERE c.ended_on IS NULL AND CASE WHEN weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date)) IN (SELECT b.day FROM bank_holidays b)
                 THEN working_day_on_or_before(weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date))) ELSE weekday_on_or_before(coalesce(c.validate_by, (c.started_on + interval '6 months')::date)) END <= until${only('c')}`;
