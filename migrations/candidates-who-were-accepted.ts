/** Who may come to an agenda: with those who await the cohort decision, and whether the panel has entered somebody itself. */
export const CANDIDATES = `CREATE OR REPLACE FUNCTION public.agenda_candidates(wanted uuid, today date)
 RETURNS TABLE(individual_id uuid, tier text, entered_on date, has_live_plan boolean, review_due_on date, is_exempt boolean, carried_as text, date_of_birth date, plan_waits_since date, overdue_actions integer, stepped_down_outside boolean, birthdays_seen integer[], transfer_waits boolean, is_passed_on boolean, is_in_sight boolean, is_listed boolean, awaits_decision boolean, entered_here boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    WITH asked AS MATERIALIZED (
      SELECT m.id, m.panel_id, m.held_on, actor_access_keys() AS keys, makes_agenda_of(m.id) AS is_chair,
             ARRAY(SELECT x.individual_id FROM panel_conflicts x WHERE x.user_id = actor_id() AND x.ended_at IS NULL) AS lost
        FROM meetings m WHERE m.id = wanted AND m.panel_id = ANY (actor_access_keys())
    ), cases AS (
      SELECT c.individual_id, c.tier, c.panel_id, NULL::date AS accepted_on FROM asked m JOIN cohort_memberships c ON c.panel_id = m.panel_id AND c.ended_on IS NULL
      UNION
      SELECT c.individual_id, c.tier, c.panel_id, NULL FROM asked m
        JOIN panel_escalations e ON e.to_panel_id = m.panel_id AND e.ended_at IS NULL
        JOIN cohort_memberships c ON c.individual_id = e.individual_id AND c.ended_on IS NULL
      UNION
      SELECT d.individual_id, NULL, d.panel_id, min(d.accepted_on) FROM asked m JOIN cohort_decisions_owed d ON d.panel_id = m.panel_id
       GROUP BY d.individual_id, d.panel_id)
    SELECT c.individual_id, c.tier,
           coalesce(c.accepted_on, (SELECT max(first.started_on) FROM cohort_memberships first
             WHERE first.individual_id = c.individual_id AND NOT EXISTS (
               SELECT 1 FROM cohort_memberships before
                WHERE before.individual_id = first.individual_id AND before.exit_reason = 'superseded'
                  AND before.ended_on = first.started_on AND before.id <> first.id))),
           coalesce(p.current_edition IS NOT NULL, false), s.due_on,
           EXISTS (SELECT 1 FROM review_schedules x WHERE x.plan_id = p.id AND x.status = 'exempt'),
           (SELECT t.reason FROM meeting_items t JOIN meetings o ON o.id = t.meeting_id
             WHERE t.individual_id = c.individual_id AND t.status <> 'decided'
                    AND (t.meeting_id = last.id
                         OR EXISTS (SELECT 1 FROM meetings x JOIN meeting_changes g ON g.meeting_id = x.id AND g.kind = 'cancelled'
                             WHERE x.id = t.meeting_id AND x.panel_id = m.panel_id AND x.status = 'cancelled' AND NOT EXISTS (
                               SELECT 1 FROM meeting_items l JOIN meetings h ON h.id = l.meeting_id AND h.status <> 'cancelled'
                                WHERE l.individual_id = t.individual_id AND l.panel_id = m.panel_id
                                  AND (l.decided_at >= g.changed_at OR h.closed_at >= g.changed_at))))
             ORDER BY o.held_on DESC, t.id LIMIT 1),
           i.date_of_birth,
           CASE WHEN p.status IN ('awaiting_approval','awaiting_panel') THEN (p.submitted_at AT TIME ZONE 'Europe/London')::date
                WHEN p.status = 'draft' AND p.current_edition IS NULL THEN (p.created_at AT TIME ZONE 'Europe/London')::date END,
           (SELECT count(*)::integer FROM actions a WHERE a.individual_id = i.id AND a.status = 'open' AND a.due_on < today
               AND a.visibility = 'all_agencies'),
           EXISTS (SELECT 1 FROM reviews r WHERE r.individual_id = i.id AND r.meeting_item_id IS NULL
                      AND r.decision IN ('step_down','close') AND r.held_on >= coalesce(last.held_on, m.held_on - 28)),
           ARRAY(SELECT right(t.reason, 2)::integer FROM meeting_items t WHERE t.individual_id = i.id AND t.panel_id = m.panel_id
                    AND t.status = 'decided' AND t.reason IN ('turning_18','turning_25')),
           EXISTS (SELECT 1 FROM case_transfers x WHERE x.individual_id = i.id AND x.outcome IS NULL),
           c.panel_id <> m.panel_id, (i.access_keys && m.keys AND i.id <> ALL (m.lost)),
           EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id),
           c.accepted_on IS NOT NULL,
           EXISTS (SELECT 1 FROM meeting_items t WHERE t.individual_id = i.id AND t.panel_id = m.panel_id AND t.reason = 'cohort_decision'
                      AND t.status = 'decided' AND t.decision = 'continue' AND (t.decided_at AT TIME ZONE 'Europe/London')::date >=
                        (SELECT n.started_on FROM cohort_memberships n WHERE n.individual_id = i.id AND n.ended_on IS NULL))
      FROM asked m
      LEFT JOIN LATERAL (SELECT l.id, l.held_on FROM meetings l WHERE l.panel_id = m.panel_id AND l.status = 'held'
                          ORDER BY l.held_on DESC, l.id LIMIT 1) last ON true
      CROSS JOIN cases c
      CROSS JOIN LATERAL (SELECT o.id, o.date_of_birth, o.access_keys FROM individuals o WHERE o.id = c.individual_id OFFSET 0) i
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
     WHERE ((i.access_keys && m.keys AND i.id <> ALL (m.lost)) OR (m.is_chair AND c.panel_id = m.panel_id))
       AND NOT EXISTS (
         SELECT 1 FROM meeting_items w JOIN meetings e ON e.id = w.meeting_id
          WHERE w.individual_id = c.individual_id AND w.status = 'listed' AND e.id <> m.id
            AND e.panel_id = m.panel_id AND e.status = 'planned' AND e.held_on >= today AND e.held_on < m.held_on) $function$`;

/** The panel’s cohort and what was passed on, alone. */
export const CANDIDATES_BEFORE = `CREATE OR REPLACE FUNCTION public.agenda_candidates(wanted uuid, today date)
 RETURNS TABLE(individual_id uuid, tier text, entered_on date, has_live_plan boolean, review_due_on date, is_exempt boolean, carried_as text, date_of_birth date, plan_waits_since date, overdue_actions integer, stepped_down_outside boolean, birthdays_seen integer[], transfer_waits boolean, is_passed_on boolean, is_in_sight boolean, is_listed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    WITH asked AS MATERIALIZED (
      SELECT m.id, m.panel_id, m.held_on, actor_access_keys() AS keys, makes_agenda_of(m.id) AS is_chair,
             ARRAY(SELECT x.individual_id FROM panel_conflicts x WHERE x.user_id = actor_id() AND x.ended_at IS NULL) AS lost
        FROM meetings m WHERE m.id = wanted AND m.panel_id = ANY (actor_access_keys())
    ), cases AS (
      SELECT c.individual_id, c.tier, c.panel_id FROM asked m JOIN cohort_memberships c ON c.panel_id = m.panel_id AND c.ended_on IS NULL
      UNION
      SELECT c.individual_id, c.tier, c.panel_id FROM asked m
        JOIN panel_escalations e ON e.to_panel_id = m.panel_id AND e.ended_at IS NULL
        JOIN cohort_memberships c ON c.individual_id = e.individual_id AND c.ended_on IS NULL)
    SELECT c.individual_id, c.tier,
           (SELECT max(first.started_on) FROM cohort_memberships first
             WHERE first.individual_id = c.individual_id AND NOT EXISTS (
               SELECT 1 FROM cohort_memberships before
                WHERE before.individual_id = first.individual_id AND before.exit_reason = 'superseded'
                  AND before.ended_on = first.started_on AND before.id <> first.id)),
           coalesce(p.current_edition IS NOT NULL, false), s.due_on,
           EXISTS (SELECT 1 FROM review_schedules x WHERE x.plan_id = p.id AND x.status = 'exempt'),
           (SELECT t.reason FROM meeting_items t JOIN meetings o ON o.id = t.meeting_id
             WHERE t.individual_id = c.individual_id AND t.status <> 'decided'
                    AND (t.meeting_id = last.id
                         OR EXISTS (SELECT 1 FROM meetings x JOIN meeting_changes g ON g.meeting_id = x.id AND g.kind = 'cancelled'
                             WHERE x.id = t.meeting_id AND x.panel_id = m.panel_id AND x.status = 'cancelled' AND NOT EXISTS (
                               SELECT 1 FROM meeting_items l JOIN meetings h ON h.id = l.meeting_id AND h.status <> 'cancelled'
                                WHERE l.individual_id = t.individual_id AND l.panel_id = m.panel_id
                                  AND (l.decided_at >= g.changed_at OR h.closed_at >= g.changed_at))))
             ORDER BY o.held_on DESC, t.id LIMIT 1),
           i.date_of_birth,
           CASE WHEN p.status IN ('awaiting_approval','awaiting_panel') THEN (p.submitted_at AT TIME ZONE 'Europe/London')::date
                WHEN p.status = 'draft' AND p.current_edition IS NULL THEN (p.created_at AT TIME ZONE 'Europe/London')::date END,
           (SELECT count(*)::integer FROM actions a WHERE a.individual_id = i.id AND a.status = 'open' AND a.due_on < today
               AND a.visibility = 'all_agencies'),
           EXISTS (SELECT 1 FROM reviews r WHERE r.individual_id = i.id AND r.meeting_item_id IS NULL
                      AND r.decision IN ('step_down','close') AND r.held_on >= coalesce(last.held_on, m.held_on - 28)),
           ARRAY(SELECT right(t.reason, 2)::integer FROM meeting_items t WHERE t.individual_id = i.id AND t.panel_id = m.panel_id
                    AND t.status = 'decided' AND t.reason IN ('turning_18','turning_25')),
           EXISTS (SELECT 1 FROM case_transfers x WHERE x.individual_id = i.id AND x.outcome IS NULL),
           c.panel_id <> m.panel_id, (i.access_keys && m.keys AND i.id <> ALL (m.lost)),
           EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id)
      FROM asked m
      LEFT JOIN LATERAL (SELECT l.id, l.held_on FROM meetings l WHERE l.panel_id = m.panel_id AND l.status = 'held'
                          ORDER BY l.held_on DESC, l.id LIMIT 1) last ON true
      CROSS JOIN cases c
      CROSS JOIN LATERAL (SELECT o.id, o.date_of_birth, o.access_keys FROM individuals o WHERE o.id = c.individual_id OFFSET 0) i
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
     WHERE ((i.access_keys && m.keys AND i.id <> ALL (m.lost)) OR (m.is_chair AND c.panel_id = m.panel_id))
       AND NOT EXISTS (
         SELECT 1 FROM meeting_items w JOIN meetings e ON e.id = w.meeting_id
          WHERE w.individual_id = c.individual_id AND w.status = 'listed' AND e.id <> m.id
            AND e.panel_id = m.panel_id AND e.status = 'planned' AND e.held_on >= today AND e.held_on < m.held_on) $function$`;
