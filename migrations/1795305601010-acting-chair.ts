import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is named to chair a meeting in the place of the panel's chair has the chair's rights over that meeting, and no other, from then
 * until it is closed or somebody else is named. Their sight of people stays what it was.
 */
export class ActingChair1795305601010 implements MigrationInterface {
  name = 'ActingChair1795305601010';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [CHAIRED, MAKES_AGENDA, MEETINGS]) await runner.query(part);
    await runner.query(conflictPolicies(OR_CHAIRS_MEETING, OR_CHAIRS_CASE));
    await runner.query(topicPolicy(OR_CHAIRS_MEETING));
    await runner.query(agendaCandidates('makes_agenda_of(m.id)'));
    await runner.query(listOutOfSight('makes_agenda_of(wanted)'));
    await runner.query(answerAction("(actor_has_role('panel_chair') OR wanted = ANY (meetings_chaired()))"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(answerAction("actor_has_role('panel_chair')"));
    await runner.query(listOutOfSight("coalesce(actor_has_role('panel_chair'), false)"));
    await runner.query(agendaCandidates("coalesce(actor_has_role('panel_chair'), false)"));
    await runner.query(topicPolicy(''));
    await runner.query(conflictPolicies('', ''));
    await runner.query(`DROP POLICY meetings_approved_by_acting_chair ON meetings; DROP POLICY meetings_by_acting_chair ON meetings;
      DROP FUNCTION makes_agenda_of(uuid); DROP FUNCTION meetings_chaired()`);
  }
}

const forTheService = (signature: string): string => `
  ALTER FUNCTION ${signature} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${signature} TO cohort_app;`;

// Not as its caller: the policies of the table it reads ask it.
const CHAIRED = `
  CREATE FUNCTION meetings_chaired() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(SELECT m.id FROM meetings m WHERE m.status = 'planned' AND m.chair_id = actor_id()
                    AND m.panel_id = ANY (actor_access_keys()) AND (actor_has_role('panel_member') OR actor_has_role('panel_chair'))) $$;
  COMMENT ON FUNCTION meetings_chaired() IS
    'For policies: the meetings that whoever acts is named to chair and that are not over, while they sit on the panel.';
  ${forTheService('meetings_chaired()')}`;

// Closing a meeting makes the next agenda: whoever has closed it in this very transaction may still do so, and from its end on no more.
const MAKES_AGENDA = `
  CREATE FUNCTION makes_agenda_of(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(actor_has_role('panel_chair'), false) OR wanted = ANY (meetings_chaired())
        OR EXISTS (SELECT 1 FROM meetings n JOIN meetings m ON m.panel_id = n.panel_id AND m.status = 'held' AND m.chair_id = actor_id()
                    WHERE n.id = wanted AND n.panel_id = ANY (actor_access_keys()) AND m.xmin = pg_current_xact_id_if_assigned()::xid) $$;
  COMMENT ON FUNCTION makes_agenda_of(uuid) IS
    'Whoever acts makes this agenda for the whole panel: as its chair, as who chairs this meeting, or by closing the one before it.';
  ${forTheService('makes_agenda_of(uuid)')}`;

const OF_PANEL = 'ARRAY[panel_id] && (SELECT actor_access_keys())';
const CHAIRS = '(SELECT meetings_chaired())::uuid[]';
const IS_CHAIR = "(SELECT actor_has_role('panel_chair'))";
const OR_CHAIRS_MEETING = ` OR meeting_id = ANY (${CHAIRS})`;
const OR_CHAIRS_CASE = ` OR EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = ANY (${CHAIRS})
      AND t.panel_id = panel_conflicts.panel_id AND t.individual_id = panel_conflicts.individual_id)`;

// Closed, it is theirs no more; cancelling is the panel's chair's. Minutes are approved by who chairs the meeting that approves them.
const MEETINGS = `
  CREATE POLICY meetings_by_acting_chair ON meetings FOR UPDATE TO cohort_app USING (id = ANY (${CHAIRS}))
    WITH CHECK (${OF_PANEL} AND status <> 'cancelled' AND id = ANY (${CHAIRS}));
  CREATE POLICY meetings_approved_by_acting_chair ON meetings FOR UPDATE TO cohort_app
    USING (${OF_PANEL} AND status = 'held' AND minutes_issued_at IS NOT NULL AND minutes_approved_at IS NULL AND ${CHAIRS} <> '{}')
    WITH CHECK (status = 'held' AND minutes_approved_by = (SELECT actor_id()) AND minutes_approved_in = ANY (${CHAIRS}))`;

const conflictPolicies = (ofMeeting: string, ofCase: string): string => `
  ALTER POLICY panel_conflicts_declared ON panel_conflicts WITH CHECK (${OF_PANEL}
    AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND declared_by = (SELECT actor_id())
    AND (user_id = (SELECT actor_id()) OR ${IS_CHAIR}${ofMeeting}));
  ALTER POLICY panel_conflicts_ended ON panel_conflicts USING (${OF_PANEL}
    AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
    AND (${IS_CHAIR}${ofCase}))`;

const topicPolicy = (ofMeeting: string): string => `
  ALTER POLICY meeting_topics_put_off ON meeting_topics USING (${OF_PANEL} AND (${IS_CHAIR}${ofMeeting}))`;

const agendaCandidates = (
  isChair: string,
): string => `CREATE OR REPLACE FUNCTION public.agenda_candidates(wanted uuid, today date)
 RETURNS TABLE(individual_id uuid, tier text, entered_on date, has_live_plan boolean, review_due_on date, is_exempt boolean, carried_as text, date_of_birth date, plan_waits_since date, overdue_actions integer, stepped_down_outside boolean, birthdays_seen integer[], transfer_waits boolean, is_passed_on boolean, is_in_sight boolean, is_listed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
    WITH asked AS MATERIALIZED (
      SELECT m.id, m.panel_id, m.held_on, actor_access_keys() AS keys, ${isChair} AS is_chair,
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

const listOutOfSight = (
  isChair: string,
): string => `CREATE OR REPLACE FUNCTION public.list_out_of_sight(wanted uuid, cases uuid[], reasons text[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  BEGIN
    IF NOT ${isChair} THEN
      RAISE EXCEPTION 'only a chair makes an agenda' USING ERRCODE = '42501';
    END IF;
    -- In no order: places that follow each other would tell which of them has the higher tier.
    INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, created_at)
    SELECT gen_random_uuid(), m.id, m.panel_id, i.id, o.reason,
           coalesce((SELECT max(t.position) FROM meeting_items t WHERE t.meeting_id = m.id), 0)
             + row_number() OVER (ORDER BY gen_random_uuid()), at
      FROM unnest(cases, reasons) AS o (individual_id, reason)
      JOIN meetings m ON m.id = wanted AND m.status = 'planned' AND m.panel_id = ANY (actor_access_keys())
      JOIN cohort_memberships c ON c.individual_id = o.individual_id AND c.panel_id = m.panel_id AND c.ended_on IS NULL
      JOIN individuals i ON i.id = c.individual_id AND NOT (i.access_keys && actor_access_keys() AND NOT EXISTS (
          SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.user_id = actor_id() AND x.ended_at IS NULL))
     WHERE NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id);
  END $function$`;

const answerAction = (
  isChair: string,
): string => `CREATE OR REPLACE FUNCTION public.answer_action_of_who_left(answer_id uuid, wanted uuid, asked uuid, seen integer, said text, in_words text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  DECLARE
    about uuid;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM outstanding_of_who_left(wanted) o JOIN meetings m ON m.id = wanted AND m.status = 'planned'
                    WHERE o.id = asked AND o.answer IS NULL
                      AND (${isChair} OR (actor_has_role('panel_member') AND o.owner_agency_id = actor_agency_id()))) THEN
      RETURN NULL;
    END IF;
    UPDATE actions a SET status = said, outcome = in_words, closed_at = at, version = a.version + 1
     WHERE a.id = asked AND a.version = seen AND a.status = 'open' RETURNING a.individual_id INTO about;
    IF about IS NOT NULL THEN
      INSERT INTO meeting_action_answers (id, meeting_id, panel_id, action_id, individual_id, answer, words, answered_by, answered_at)
      SELECT answer_id, m.id, m.panel_id, asked, about, said, in_words, actor_id(), at FROM meetings m WHERE m.id = wanted;
    END IF;
    RETURN about;
  END $function$`;
