/**
 * What figures count, and what an extract holds, whole: by which table or view of stays in the cohort. cohort_memberships is how it
 * was; standing_stays leaves out what was entered in error and what a merge set aside.
 */
export const figurePeople = (stays: string): string => `
  CREATE OR REPLACE FUNCTION figure_people(on_day date)
    RETURNS TABLE (individual_id uuid, in_cohort boolean, agency_id uuid, age_band text, strand text, tier text, lead_id uuid, owner_id uuid)
    LANGUAGE sql STABLE AS $$
    SELECT i.id, m.in_cohort, coalesce(o.agency_id, l.agency_id),
           CASE WHEN i.date_of_birth IS NULL THEN 'not_known'
                WHEN i.date_of_birth > on_day - interval '10 years' THEN 'under_10'
                WHEN i.date_of_birth > on_day - interval '14 years' THEN '10_to_13'
                WHEN i.date_of_birth > on_day - interval '16 years' THEN '14_to_15'
                WHEN i.date_of_birth > on_day - interval '18 years' THEN '16_to_17'
                WHEN i.date_of_birth > on_day - interval '25 years' THEN '18_to_24' ELSE '25_and_over' END,
           coalesce(m.strand, 'not_recorded'), m.tier, l.user_id, o.user_id
      FROM (SELECT DISTINCT ON (c.individual_id) c.individual_id, c.strand, c.tier, c.ended_on IS NULL OR c.ended_on > on_day AS in_cohort
              FROM ${stays} c WHERE c.started_on <= on_day AND c.exit_reason IS DISTINCT FROM 'entered_in_error'
             ORDER BY c.individual_id, c.started_on DESC) m
      JOIN individuals i ON i.id = m.individual_id AND NOT i.is_restricted
      LEFT JOIN assignments o ON o.individual_id = i.id AND o.kind = 'plan_owner'
       AND o.started_at < end_of_day(on_day) AND (o.ended_at IS NULL OR o.ended_at >= end_of_day(on_day))
      LEFT JOIN assignments l ON l.individual_id = i.id AND l.kind = 'lead_professional'
       AND l.started_at < end_of_day(on_day) AND (l.ended_at IS NULL OR l.ended_at >= end_of_day(on_day)) $$;
`;

/** Each rule: unit, person, agency where the unit has its own, whether it counts as met, an amount, and a part. */
const rulesOf = (stays: string): Record<string, string> => ({
  in_cohort: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, true, NULL::numeric, p.tier FROM figure_people(on_day) p WHERE p.in_cohort`,
  screened: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, s.individual_id IS NOT NULL, NULL::numeric, NULL::text
      FROM figure_people(on_day) p
      LEFT JOIN (SELECT DISTINCT x.individual_id FROM screenings x WHERE x.tool_version_id IS NOT NULL
                    AND x.screened_on <= on_day AND x.screened_on > on_day - interval '6 months') s ON s.individual_id = p.individual_id
     WHERE p.in_cohort`,
  planned: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, l.plan_id IS NOT NULL AND NOT l.is_overdue, NULL::numeric, NULL::text
      FROM figure_people(on_day) p
      JOIN (SELECT e.individual_id, max(e.started_on) AS entered_on FROM ${stays} e
             WHERE e.started_on <= on_day AND NOT EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = e.individual_id
                     AND b.id <> e.id AND b.exit_reason = 'superseded' AND b.ended_on = e.started_on)
             GROUP BY e.individual_id) entry ON entry.individual_id = p.individual_id
      LEFT JOIN figure_plans(on_day) l ON l.individual_id = p.individual_id
     WHERE p.in_cohort AND entry.entered_on <= (SELECT max(d)::date FROM generate_series(on_day - 60, on_day, interval '1 day') d
                                                 WHERE add_working_days(d::date, 20) < on_day)`,
  owned: `
    SELECT l.plan_id, p.individual_id, NULL::uuid, u.id IS NOT NULL, NULL::numeric, NULL::text
      FROM figure_plans(on_day) l JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      LEFT JOIN users u ON u.id = p.owner_id AND u.status = 'active'`,
  four_domains: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, coalesce(n.known, 0) = 4 AND coalesce(n.unanswered, 0) = 0, NULL::numeric, NULL::text
      FROM figure_plans(on_day) l JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      LEFT JOIN (SELECT d.plan_id, count(*) FILTER (WHERE d.status <> 'not_yet_known' AND d.domain IN
                          ('mental_health','speech_language_communication','learning_disability','adverse_childhood_experiences')) AS known,
                        count(*) FILTER (WHERE d.status IN ('unmet','partly_met') AND f.factor_id IS NULL) AS unanswered
                   FROM plan_needs d LEFT JOIN (SELECT DISTINCT x.factor_id FROM figure_linked_actions(on_day) x) f ON f.factor_id = d.id
                  GROUP BY d.plan_id) n ON n.plan_id = l.plan_id`,
  factors: `
    SELECT t.id, p.individual_id, NULL::uuid, f.factor_id IS NOT NULL, NULL::numeric, NULL::text
      FROM (SELECT n.id, n.plan_id FROM plan_needs n WHERE n.status IN ('unmet','partly_met')
            UNION ALL SELECT r.id, r.plan_id FROM plan_risks r WHERE r.visibility = 'all_agencies' AND r.recorded_at < end_of_day(on_day)
                         AND (r.ended_on IS NULL OR r.ended_on > on_day)) t
      JOIN figure_plans(on_day) l ON l.plan_id = t.plan_id JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      LEFT JOIN (SELECT DISTINCT x.factor_id FROM figure_linked_actions(on_day) x) f ON f.factor_id = t.id`,
  planned_18_to_24: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, l.plan_id IS NOT NULL AND p.lead_id IS NOT NULL, NULL::numeric, NULL::text
      FROM figure_people(on_day) p LEFT JOIN figure_plans(on_day) l ON l.individual_id = p.individual_id
     WHERE p.in_cohort AND p.age_band = '18_to_24'`,
  audited: `
    SELECT l.plan_id, p.individual_id, NULL::uuid, a.plan_id IS NOT NULL, NULL::numeric, NULL::text
      FROM figure_plans(on_day) l JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      LEFT JOIN (SELECT DISTINCT x.plan_id FROM plan_audits x WHERE x.audited_at < end_of_day(on_day)
                    AND x.audited_at >= end_of_day(on_day) - interval '1 year') a ON a.plan_id = l.plan_id`,
  audited_good: `
    SELECT l.plan_id, p.individual_id, NULL::uuid, a.grade IN ('outstanding', 'good'), NULL::numeric, a.grade
      FROM figure_plans(on_day) l JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      JOIN (SELECT DISTINCT ON (x.plan_id) x.plan_id, x.grade FROM plan_audits x WHERE x.audited_at < end_of_day(on_day)
               AND x.audited_at >= end_of_day(on_day) - interval '1 year' ORDER BY x.plan_id, x.audited_at DESC) a ON a.plan_id = l.plan_id`,
  two_panels: `
    SELECT p.individual_id, p.individual_id, NULL::uuid, bool_or(o.id IS NOT NULL), NULL::numeric, NULL::text
      FROM meetings m JOIN meeting_items t ON t.meeting_id = m.id AND t.status = 'decided'
      JOIN figure_people(on_day) p ON p.individual_id = t.individual_id
      LEFT JOIN (SELECT y.id, y.individual_id, n.panel_id, n.held_on FROM meeting_items y JOIN meetings n ON n.id = y.meeting_id
                  WHERE y.status = 'decided') o ON o.individual_id = t.individual_id AND o.panel_id <> m.panel_id
             AND o.held_on BETWEEN m.held_on - 30 AND m.held_on
     WHERE m.held_on BETWEEN from_day AND on_day GROUP BY p.individual_id`,
  golden_thread: `
    SELECT d.individual_id, d.individual_id, NULL::uuid,
           after.violence <= before.violence AND after.exploitation <= before.exploitation
             AND (after.violence < before.violence OR after.exploitation < before.exploitation) IS TRUE, NULL::numeric, NULL::text
      FROM (SELECT p.individual_id, min(a.closed_at) AS first_done FROM figure_people(on_day) p
              JOIN actions a ON a.individual_id = p.individual_id AND a.status = 'done' AND a.visibility = 'all_agencies'
               AND a.closed_at >= end_of_day(from_day - 1) AND a.closed_at < end_of_day(on_day)
             WHERE EXISTS (SELECT 1 FROM plan_factor_actions f WHERE f.action_id = a.id AND f.unlinked_at IS NULL)
             GROUP BY p.individual_id) d
      LEFT JOIN LATERAL (SELECT band_ranks FROM screenings s WHERE s.individual_id = d.individual_id
                            AND s.screened_on <= (d.first_done AT TIME ZONE 'Europe/London')::date ORDER BY s.screened_on DESC, s.recorded_at DESC LIMIT 1) before ON true
      LEFT JOIN LATERAL (SELECT band_ranks FROM screenings s WHERE s.individual_id = d.individual_id AND s.screened_on <= on_day
                            AND s.screened_on > (d.first_done AT TIME ZONE 'Europe/London')::date ORDER BY s.screened_on DESC, s.recorded_at DESC LIMIT 1) after ON true`,
  reviews_on_time: `
    SELECT r.id, p.individual_id, NULL::uuid, r.held_on <= r.deadline_on, NULL::numeric, NULL::text
      FROM reviews r JOIN figure_people(on_day) p ON p.individual_id = r.individual_id
     WHERE r.deadline_on BETWEEN from_day AND on_day AND r.recorded_at < end_of_day(on_day)
    UNION ALL
    SELECT s.id, p.individual_id, NULL::uuid, false, NULL::numeric, NULL::text
      FROM review_schedules s JOIN figure_people(on_day) p ON p.individual_id = s.individual_id
     WHERE s.due_on >= from_day AND s.due_on < on_day AND s.made_at < end_of_day(on_day)
       AND (s.status = 'active' OR (s.status = 'completed' AND EXISTS (SELECT 1 FROM reviews r WHERE r.schedule_id = s.id AND r.recorded_at >= end_of_day(on_day))))`,
  reviews_overdue: `
    SELECT s.id, p.individual_id, NULL::uuid, true, NULL::numeric,
           (SELECT max(g.days_after_due)::text FROM reminder_rungs g WHERE g.days_after_due > 0 AND g.days_after_due <= on_day - s.due_on)
      FROM review_schedules s JOIN figure_people(on_day) p ON p.individual_id = s.individual_id
     WHERE s.due_on < on_day AND s.made_at < end_of_day(on_day)
       AND (s.status = 'active' OR (s.status = 'completed' AND EXISTS (SELECT 1 FROM reviews r WHERE r.schedule_id = s.id AND r.recorded_at >= end_of_day(on_day))))`,
  actions_on_time: `
    SELECT a.id, p.individual_id, a.owner_agency_id, a.status = 'done' AND (a.closed_at AT TIME ZONE 'Europe/London')::date <= a.due_on, NULL::numeric, NULL::text
      FROM actions a JOIN figure_people(on_day) p ON p.individual_id = a.individual_id
     WHERE a.visibility = 'all_agencies' AND a.due_on >= from_day AND a.due_on < on_day AND a.created_at < end_of_day(on_day)
       AND a.status <> 'no_longer_needed'`,
  actions_overdue: `
    SELECT a.id, p.individual_id, a.owner_agency_id, true, NULL::numeric, NULL::text
      FROM actions a JOIN figure_people(on_day) p ON p.individual_id = a.individual_id
     WHERE a.visibility = 'all_agencies' AND a.due_on < on_day AND a.created_at < end_of_day(on_day)
       AND (a.closed_at IS NULL OR a.closed_at >= end_of_day(on_day))`,
  referral_to_plan: `
    SELECT l.id, p.individual_id, NULL::uuid, true,
           ((l.approved_at AT TIME ZONE 'Europe/London')::date - (r.referred_at AT TIME ZONE 'Europe/London')::date)::numeric, NULL::text
      FROM (SELECT x.id, x.individual_id, coalesce((SELECT min(e.approved_at) FROM plan_editions e WHERE e.plan_id = x.id), x.approved_at) AS approved_at
              FROM plans x WHERE x.current_edition IS NOT NULL AND x.written_outside_on IS NULL) l
      JOIN figure_people(on_day) p ON p.individual_id = l.individual_id
      JOIN LATERAL (SELECT min(f.referred_at) AS referred_at FROM referrals f WHERE f.individual_id = l.individual_id AND f.status = 'accepted'
                       AND f.referred_at <= l.approved_at) r ON r.referred_at IS NOT NULL
     WHERE l.approved_at >= end_of_day(from_day - 1) AND l.approved_at < end_of_day(on_day)`,
  stepped_down: `
    SELECT m.id, p.individual_id, NULL::uuid, m.exit_reason = 'stepped_down', NULL::numeric, m.exit_reason
      FROM ${stays} m JOIN figure_people(on_day) p ON p.individual_id = m.individual_id
     WHERE m.ended_on BETWEEN from_day AND on_day AND m.exit_reason NOT IN ('superseded', 'entered_in_error')`,
  re_entered: `
    SELECT m.id, p.individual_id, NULL::uuid, EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = m.individual_id
             AND b.exit_reason NOT IN ('superseded', 'entered_in_error') AND b.ended_on <= m.started_on AND b.ended_on > m.started_on - interval '1 year'),
           NULL::numeric, NULL::text
      FROM ${stays} m JOIN figure_people(on_day) p ON p.individual_id = m.individual_id
     WHERE m.started_on BETWEEN from_day AND on_day AND m.exit_reason IS DISTINCT FROM 'entered_in_error'
       AND NOT EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = m.individual_id AND b.id <> m.id
                          AND b.exit_reason = 'superseded' AND b.ended_on = m.started_on)`,
  contributed: `
    SELECT t.id, p.individual_id, t.agency_id, t.attended, NULL::numeric, NULL::text
      FROM review_attendees t JOIN reviews r ON r.id = t.review_id JOIN figure_people(on_day) p ON p.individual_id = r.individual_id
     WHERE t.agency_id IS NOT NULL AND r.held_on BETWEEN from_day AND on_day AND r.recorded_at < end_of_day(on_day)`,
  top_five: `
    SELECT q.id, NULL::uuid, NULL::uuid, l.id IS NOT NULL, NULL::numeric, NULL::text
      FROM (SELECT system_user_id() AS id, (date_trunc('quarter', on_day) + interval '3 months' - interval '1 day')::date AS until) q
      LEFT JOIN top_five_lists l ON l.period_until = q.until AND l.confirmed_at < end_of_day(q.until)`,
  reports_on_time: `
    SELECT md5(q.period_until::text)::uuid, NULL::uuid, NULL::uuid,
           EXISTS (SELECT 1 FROM quarterly_reports r WHERE r.period_until = q.period_until AND r.issued_at < end_of_day(q.due_on)), NULL::numeric, NULL::text
      FROM (SELECT x.period_until, add_working_days(x.period_until, 20) AS due_on FROM figure_sets x
             WHERE x.number = 1 AND x.source = 'computed' AND x.period_until > on_day - interval '14 months' GROUP BY x.period_until) q
     WHERE q.due_on < on_day AND q.due_on >= on_day - interval '1 year'`,
});

const BAND_RANKS = `array_position(ARRAY['low','medium','high','very_high'], coalesce(s.judged_violence_band, s.violence_band)) AS violence,
          array_position(ARRAY['none_identified','emerging','significant','experiencing'], coalesce(s.judged_exploitation_band, s.exploitation_band)) AS exploitation`;

export const figureUnits = (stays: string): string => `
  CREATE OR REPLACE FUNCTION figure_units(wanted text, from_day date, on_day date)
    RETURNS TABLE (unit_id uuid, individual_id uuid, agency_id uuid, is_met boolean, amount numeric, part text)
    LANGUAGE plpgsql STABLE AS $$
  #variable_conflict use_column
  BEGIN
    CASE wanted
    ${Object.entries(rulesOf(stays))
      .map(([rule, sql]) => `WHEN '${rule}' THEN RETURN QUERY ${sql.replaceAll('band_ranks', BAND_RANKS)};`)
      .join('\n    ')}
    END CASE;
  END $$;
`;

export const freezeGroupFigures = (stays: string): string => `
  CREATE OR REPLACE FUNCTION freeze_group_figures(until_day date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    frozen integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    PERFORM pg_advisory_xact_lock(hashtext('freeze_group_figures'));
    IF EXISTS (SELECT 1 FROM group_figures g WHERE g.period_until = until_day)
       OR NOT EXISTS (SELECT 1 FROM ${stays} c WHERE c.started_on <= until_day) THEN RETURN 0; END IF;
    INSERT INTO group_figures (period_until, measure, dimension, key, people, frozen_at)
    WITH people AS MATERIALIZED (
      SELECT i.id, CASE WHEN i.ethnicity = 'NS' THEN 'not_stated' WHEN i.ethnicity = 'not_asked' THEN 'not_asked' ELSE left(i.ethnicity, 1) END AS ethnicity,
             i.sex, CASE WHEN i.date_of_birth IS NULL THEN 'not_known' WHEN i.date_of_birth > until_day - interval '14 years' THEN 'under_14'
                         WHEN i.date_of_birth > until_day - interval '18 years' THEN '14_to_17' ELSE '18_and_over' END AS age_band,
             coalesce(d.answer, 'not_asked') AS disability
        FROM individuals i
        LEFT JOIN LATERAL (SELECT m.answer FROM measures m WHERE m.individual_id = i.id AND m.kind = 'disability' AND m.visibility = 'all_agencies'
                              AND m.known_on <= until_day ORDER BY m.known_on DESC, m.recorded_at DESC LIMIT 1) d ON true
       WHERE NOT i.is_restricted),
    facts AS (
      SELECT 'referred' AS measure, r.individual_id FROM referrals r
       WHERE r.referred_at < end_of_day(until_day) AND r.referred_at >= end_of_day(until_day) - interval '1 year'
      UNION SELECT 'entered', c.individual_id FROM ${stays} c
       WHERE c.started_on <= until_day AND c.started_on > until_day - interval '1 year' AND c.exit_reason IS DISTINCT FROM 'entered_in_error'
         AND NOT EXISTS (SELECT 1 FROM ${stays} b WHERE b.individual_id = c.individual_id AND b.id <> c.id AND b.exit_reason = 'superseded' AND b.ended_on = c.started_on)
      UNION SELECT 'in_cohort', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort
      UNION SELECT 'high_band', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort AND p.tier IN ('critical', 'high')
      UNION SELECT 'planned', p.individual_id FROM figure_people(until_day) p JOIN figure_plans(until_day) l ON l.individual_id = p.individual_id WHERE p.in_cohort
      UNION SELECT 'stepped_down', c.individual_id FROM ${stays} c
       WHERE c.exit_reason = 'stepped_down' AND c.ended_on <= until_day AND c.ended_on > until_day - interval '1 year'
      UNION SELECT 'top_five', t.individual_id FROM top_five_people t JOIN top_five_lists l ON l.id = t.list_id
       WHERE l.period_until <= until_day AND l.period_until > until_day - interval '1 year'
      UNION SELECT 'restriction_lifted', x.individual_id FROM individual_restrictions x
       WHERE x.lifted_at < end_of_day(until_day) AND x.lifted_at >= end_of_day(until_day) - interval '1 year')
    SELECT until_day, f.measure, v.dimension, v.key, count(*), at
      FROM facts f JOIN people p ON p.id = f.individual_id
     CROSS JOIN LATERAL (VALUES ('all', 'all'), ('ethnicity', p.ethnicity), ('sex', p.sex), ('age_band', p.age_band), ('disability', p.disability)) v (dimension, key)
     GROUP BY f.measure, v.dimension, v.key;
    GET DIAGNOSTICS frozen = ROW_COUNT;
    RETURN frozen;
  END $$;
`;
