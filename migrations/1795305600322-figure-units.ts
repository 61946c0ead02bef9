import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each figure counts, one row a unit: the one place that says so. Run by cohort_system it counts everybody; run by a
 * person it lists what row-level security lets them see, so that a figure and the list behind it cannot disagree.
 */
export class FigureUnits1795305600322 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SIGHT_UP);
    await queryRunner.query(PEOPLE);
    await queryRunner.query(UNITS);
    await queryRunner.query(AGGREGATES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION freeze_figures(date, date, timestamptz);
      DROP FUNCTION refresh_kept_figures(date, date, timestamptz);
      DROP FUNCTION figure_aggregates(text, date, date);
      DROP FUNCTION figure_units(text, date, date);
      DROP FUNCTION figure_linked_actions(date);
      DROP FUNCTION figure_plans(date);
      DROP FUNCTION figure_people(date);
      DROP FUNCTION end_of_day(date);
      REVOKE EXECUTE ON FUNCTION add_working_days(date, integer) FROM cohort_app;
      ${COUNTED.map((table) => `DROP POLICY ${table}_figures ON ${table}; REVOKE SELECT ON ${table} FROM cohort_system;`).join('\n')}`);
  }
}

/** Tables that cohort_system could not read until now. */
const COUNTED = [
  'plan_editions',
  'plan_needs',
  'plan_risks',
  'plan_factor_actions',
  'plan_audits',
  'reviews',
  'review_attendees',
];

const SIGHT_UP = `
  GRANT EXECUTE ON FUNCTION add_working_days(date, integer) TO cohort_app;
  ${COUNTED.map(
    (table) => `CREATE POLICY ${table}_figures ON ${table} FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON ${table} TO cohort_system;`,
  ).join('\n')}
  CREATE FUNCTION end_of_day(on_day date) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT (on_day + 1)::timestamp AT TIME ZONE 'Europe/London' $$;`;

const PEOPLE = `
  CREATE FUNCTION figure_people(on_day date)
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
              FROM cohort_memberships c WHERE c.started_on <= on_day AND c.exit_reason IS DISTINCT FROM 'entered_in_error'
             ORDER BY c.individual_id, c.started_on DESC) m
      JOIN individuals i ON i.id = m.individual_id AND NOT i.is_restricted
      LEFT JOIN assignments o ON o.individual_id = i.id AND o.kind = 'plan_owner'
       AND o.started_at < end_of_day(on_day) AND (o.ended_at IS NULL OR o.ended_at >= end_of_day(on_day))
      LEFT JOIN assignments l ON l.individual_id = i.id AND l.kind = 'lead_professional'
       AND l.started_at < end_of_day(on_day) AND (l.ended_at IS NULL OR l.ended_at >= end_of_day(on_day)) $$;
  COMMENT ON FUNCTION figure_people(date) IS
    'Everybody who was ever in the cohort by that day, with what figures are broken down by. Restricted people are in no figure, as if they were not there.';
  CREATE FUNCTION figure_plans(on_day date) RETURNS TABLE (plan_id uuid, individual_id uuid, is_overdue boolean) LANGUAGE sql STABLE AS $$
    SELECT p.id, p.individual_id, EXISTS (
             SELECT 1 FROM review_schedules s WHERE s.plan_id = p.id AND s.due_on < on_day AND s.made_at < end_of_day(on_day)
                AND CASE s.status WHEN 'active' THEN true
                      WHEN 'completed' THEN EXISTS (SELECT 1 FROM reviews r WHERE r.schedule_id = s.id AND r.recorded_at >= end_of_day(on_day))
                      WHEN 'exempt' THEN s.exempt_since > on_day
                      ELSE s.changed_at >= end_of_day(on_day) END)
      FROM plans p
     WHERE p.current_edition IS NOT NULL AND (p.closed_at IS NULL OR p.closed_at >= end_of_day(on_day))
       AND (p.approved_at < end_of_day(on_day)
            OR EXISTS (SELECT 1 FROM plan_editions e WHERE e.plan_id = p.id AND e.approved_at < end_of_day(on_day))) $$;
  COMMENT ON FUNCTION figure_plans(date) IS 'Plans that had an approved edition and were not closed at the end of that day, and whether their review was overdue.';
  CREATE FUNCTION figure_linked_actions(on_day date) RETURNS TABLE (factor_id uuid, action_id uuid) LANGUAGE sql STABLE AS $$
    SELECT coalesce(f.need_id, f.risk_id), a.id FROM plan_factor_actions f
      JOIN actions a ON a.id = f.action_id AND a.status IN ('open', 'done') AND a.visibility = 'all_agencies' AND a.created_at < end_of_day(on_day)
     WHERE f.linked_at < end_of_day(on_day) AND (f.unlinked_at IS NULL OR f.unlinked_at >= end_of_day(on_day)) $$;
  COMMENT ON FUNCTION figure_linked_actions(date) IS
    'Actions that answer a need or a risk: open or done, and for every agency to read; what only some may read is in no figure.';`;

/** Each rule: unit, person, agency where the unit has its own, whether it counts as met, an amount, and a part. */
const RULES: Record<string, string> = {
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
      JOIN (SELECT e.individual_id, max(e.started_on) AS entered_on FROM cohort_memberships e
             WHERE e.started_on <= on_day AND NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = e.individual_id
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
                        count(*) FILTER (WHERE d.status = 'unmet' AND f.factor_id IS NULL) AS unanswered
                   FROM plan_needs d LEFT JOIN (SELECT DISTINCT x.factor_id FROM figure_linked_actions(on_day) x) f ON f.factor_id = d.id
                  GROUP BY d.plan_id) n ON n.plan_id = l.plan_id`,
  factors: `
    SELECT t.id, p.individual_id, NULL::uuid, f.factor_id IS NOT NULL, NULL::numeric, NULL::text
      FROM (SELECT n.id, n.plan_id FROM plan_needs n WHERE n.status = 'unmet'
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
      FROM cohort_memberships m JOIN figure_people(on_day) p ON p.individual_id = m.individual_id
     WHERE m.ended_on BETWEEN from_day AND on_day AND m.exit_reason NOT IN ('superseded', 'entered_in_error')`,
  re_entered: `
    SELECT m.id, p.individual_id, NULL::uuid, EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = m.individual_id
             AND b.exit_reason NOT IN ('superseded', 'entered_in_error') AND b.ended_on <= m.started_on AND b.ended_on > m.started_on - interval '1 year'),
           NULL::numeric, NULL::text
      FROM cohort_memberships m JOIN figure_people(on_day) p ON p.individual_id = m.individual_id
     WHERE m.started_on BETWEEN from_day AND on_day AND m.exit_reason IS DISTINCT FROM 'entered_in_error'
       AND NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = m.individual_id AND b.id <> m.id
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
};

const BAND_RANKS = `array_position(ARRAY['low','medium','high','very_high'], coalesce(s.judged_violence_band, s.violence_band)) AS violence,
          array_position(ARRAY['none_identified','emerging','significant','experiencing'], coalesce(s.judged_exploitation_band, s.exploitation_band)) AS exploitation`;

const UNITS = `
  CREATE FUNCTION figure_units(wanted text, from_day date, on_day date)
    RETURNS TABLE (unit_id uuid, individual_id uuid, agency_id uuid, is_met boolean, amount numeric, part text)
    LANGUAGE plpgsql STABLE AS $$
  #variable_conflict use_column
  BEGIN
    CASE wanted
    ${Object.entries(RULES)
      .map(([rule, sql]) => `WHEN '${rule}' THEN RETURN QUERY ${sql.replaceAll('band_ranks', BAND_RANKS)};`)
      .join('\n    ')}
    END CASE;
  END $$;
  COMMENT ON FUNCTION figure_units(text, date, date) IS 'What a figure counts, one row a unit, by the rule of its definition.';
  REVOKE ALL ON FUNCTION end_of_day(date), figure_people(date), figure_plans(date), figure_linked_actions(date), figure_units(text, date, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION end_of_day(date), figure_people(date), figure_plans(date), figure_linked_actions(date), figure_units(text, date, date)
    TO cohort_app, cohort_system;`;

const AGGREGATES = `
  CREATE FUNCTION figure_aggregates(wanted text, from_day date, on_day date)
    RETURNS TABLE (dimension text, key text, met numeric, total numeric, amount numeric) LANGUAGE sql STABLE AS $$
    WITH units AS MATERIALIZED (
      SELECT u.individual_id, u.is_met, u.amount, u.part, coalesce(u.agency_id, p.agency_id)::text AS agency, p.age_band, p.strand
        FROM figure_units(wanted, from_day, on_day) u LEFT JOIN figure_people(on_day) p ON p.individual_id = u.individual_id)
    SELECT CASE WHEN GROUPING(agency) = 0 THEN 'agency' WHEN GROUPING(age_band) = 0 THEN 'age_band'
                WHEN GROUPING(strand) = 0 THEN 'strand' WHEN GROUPING(part) = 0 THEN 'part' ELSE 'all' END,
           CASE WHEN GROUPING(agency) = 0 THEN coalesce(agency, 'none') WHEN GROUPING(age_band) = 0 THEN coalesce(age_band, 'not_known')
                WHEN GROUPING(strand) = 0 THEN coalesce(strand, 'not_recorded') WHEN GROUPING(part) = 0 THEN part ELSE 'all' END,
           count(*) FILTER (WHERE is_met), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY amount)
      FROM units GROUP BY GROUPING SETS ((), (agency), (age_band), (strand), (part))
    HAVING GROUPING(agency, age_band, strand, part) = 15 OR (count(individual_id) > 0 AND (GROUPING(part) = 1 OR part IS NOT NULL)) $$;
  REVOKE ALL ON FUNCTION figure_aggregates(text, date, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION figure_aggregates(text, date, date) TO cohort_system;
  GRANT EXECUTE ON FUNCTION refuse_all_but_the_service() TO cohort_system;

  CREATE FUNCTION refresh_kept_figures(from_day date, on_day date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    kept integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    PERFORM pg_advisory_xact_lock(hashtext('refresh_kept_figures'));
    DELETE FROM kept_figures;
    INSERT INTO kept_figures (code, dimension, key, met, total, amount, period_from, period_until, kept_at)
    SELECT d.code, a.dimension, a.key, a.met, a.total, a.amount, from_day, on_day, at
      FROM (SELECT DISTINCT ON (x.code) x.code, x.rule FROM indicator_definitions x WHERE x.in_force_on <= on_day ORDER BY x.code, x.number DESC) d
     CROSS JOIN LATERAL figure_aggregates(d.rule, from_day, on_day) a WHERE d.rule IS NOT NULL;
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
  END $$;
  COMMENT ON FUNCTION refresh_kept_figures(date, date, timestamptz) IS 'Counts across everybody and keeps counts alone; the service''s worker only.';

  CREATE FUNCTION freeze_figures(from_day date, until_day date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    d record;
    made uuid;
    frozen integer := 0;
  BEGIN
    PERFORM refuse_all_but_the_service();
    PERFORM pg_advisory_xact_lock(hashtext('freeze_figures'));
    -- Before anybody was in the cohort there was nothing to count, which is not zero.
    IF NOT EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.started_on <= until_day) THEN RETURN 0; END IF;
    FOR d IN SELECT DISTINCT ON (x.code) x.id, x.code, x.rule FROM indicator_definitions x ORDER BY x.code, x.in_force_on <= until_day DESC, x.number DESC LOOP
      CONTINUE WHEN d.rule IS NULL OR EXISTS (SELECT 1 FROM figure_sets s WHERE s.code = d.code AND s.period_until = until_day);
      made := gen_random_uuid();
      INSERT INTO figure_sets (id, definition_id, code, period_from, period_until, number, source, has_data, recorded_by, recorded_at)
        VALUES (made, d.id, d.code, from_day, until_day, 1, 'computed', true, system_user_id(), at);
      INSERT INTO figure_cells (set_id, dimension, key, met, total, amount)
        SELECT made, a.dimension, a.key, a.met, a.total, a.amount FROM figure_aggregates(d.rule, from_day, until_day) a;
      frozen := frozen + 1;
    END LOOP;
    RETURN frozen;
  END $$;
  COMMENT ON FUNCTION freeze_figures(date, date, timestamptz) IS 'Freezes a quarter that is over, once; the service''s worker only.';
  ALTER FUNCTION refresh_kept_figures(date, date, timestamptz) OWNER TO cohort_system;
  ALTER FUNCTION freeze_figures(date, date, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION refresh_kept_figures(date, date, timestamptz), freeze_figures(date, date, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION refresh_kept_figures(date, date, timestamptz), freeze_figures(date, date, timestamptz) TO cohort_app;`;
