import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The agenda was made with the eyes of whoever made it: a case that they had lost to a conflict of interest, or that is restricted from
 * them, fell off the next one for everybody, in silence. The cohort is the panel's, so its candidates are found for the panel.
 */
export class AgendaOfTheWholeCohort1795305600690 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SIGHT);
    await queryRunner.query(CANDIDATES);
    await queryRunner.query(LISTING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION list_out_of_sight(uuid, uuid[], text[], timestamptz);
      DROP FUNCTION agenda_candidates(uuid, date);
      DROP POLICY meeting_items_out_of_sight ON meeting_items;
      DROP POLICY case_transfers_of_agenda ON case_transfers;
      DROP POLICY reviews_of_agenda ON reviews;
      REVOKE SELECT (individual_id, outcome) ON case_transfers FROM cohort_system;
      REVOKE SELECT (individual_id, meeting_item_id, decision, held_on) ON reviews FROM cohort_system;`);
  }
}

const SIGHT = `
  GRANT SELECT (individual_id, meeting_item_id, decision, held_on) ON reviews TO cohort_system;
  GRANT SELECT (individual_id, outcome) ON case_transfers TO cohort_system;
  CREATE POLICY reviews_of_agenda ON reviews FOR SELECT TO cohort_system USING (true);
  CREATE POLICY case_transfers_of_agenda ON case_transfers FOR SELECT TO cohort_system USING (true);
  CREATE POLICY meeting_items_out_of_sight ON meeting_items FOR INSERT TO cohort_system
    WITH CHECK (status = 'listed' AND reason NOT IN ('escalation'));`;

/** Whoever acts sees the case: by a key of theirs, and without a conflict of interest in it. */
const IN_SIGHT = `(i.access_keys && actor_access_keys() AND NOT EXISTS (
          SELECT 1 FROM panel_conflicts x WHERE x.individual_id = i.id AND x.user_id = actor_id() AND x.ended_at IS NULL))`;

// What a cancelled meeting had listed is owed until a meeting held since has had it. A change of tier ends one period as superseded and
// starts the next: the run in the cohort is what counts as entering. Birthdays are those this panel has seen,
// actions those that all agencies may read: why a case is listed is the same for everybody.
const CANDIDATES = `
  CREATE FUNCTION agenda_candidates(wanted uuid, today date)
    RETURNS TABLE (individual_id uuid, tier text, entered_on date, has_live_plan boolean, review_due_on date, is_exempt boolean,
                   was_not_reached boolean, date_of_birth date, plan_waits_since date, overdue_actions integer,
                   stepped_down_outside boolean, birthdays_seen integer[], transfer_waits boolean, is_passed_on boolean,
                   is_in_sight boolean, is_listed boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.individual_id, c.tier,
           (SELECT max(first.started_on) FROM cohort_memberships first
             WHERE first.individual_id = c.individual_id AND NOT EXISTS (
               SELECT 1 FROM cohort_memberships before
                WHERE before.individual_id = first.individual_id AND before.exit_reason = 'superseded'
                  AND before.ended_on = first.started_on AND before.id <> first.id)),
           coalesce(p.current_edition IS NOT NULL, false), s.due_on,
           EXISTS (SELECT 1 FROM review_schedules x WHERE x.plan_id = p.id AND x.status = 'exempt'),
           EXISTS (SELECT 1 FROM meeting_items t WHERE t.individual_id = c.individual_id AND t.status <> 'decided'
                    AND (t.meeting_id = last.id
                         OR EXISTS (SELECT 1 FROM meetings x JOIN meeting_changes g ON g.meeting_id = x.id AND g.kind = 'cancelled'
                             WHERE x.id = t.meeting_id AND x.panel_id = m.panel_id AND x.status = 'cancelled' AND NOT EXISTS (
                               SELECT 1 FROM meeting_items l JOIN meetings h ON h.id = l.meeting_id AND h.status <> 'cancelled'
                                WHERE l.individual_id = t.individual_id AND l.panel_id = m.panel_id
                                  AND (l.decided_at >= g.changed_at OR h.closed_at >= g.changed_at))))),
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
           c.panel_id <> m.panel_id, ${IN_SIGHT},
           EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id)
      FROM meetings m
      LEFT JOIN LATERAL (SELECT l.id, l.held_on FROM meetings l WHERE l.panel_id = m.panel_id AND l.status = 'held'
                          ORDER BY l.held_on DESC, l.id LIMIT 1) last ON true
      JOIN cohort_memberships c ON c.ended_on IS NULL AND (c.panel_id = m.panel_id OR EXISTS (
             SELECT 1 FROM panel_escalations e WHERE e.individual_id = c.individual_id AND e.to_panel_id = m.panel_id AND e.ended_at IS NULL))
      JOIN individuals i ON i.id = c.individual_id
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
     WHERE m.id = wanted AND m.panel_id = ANY (actor_access_keys())
       AND (${IN_SIGHT} OR (actor_has_role('panel_chair') AND c.panel_id = m.panel_id))
       AND NOT EXISTS (
         SELECT 1 FROM meeting_items w JOIN meetings e ON e.id = w.meeting_id
          WHERE w.individual_id = c.individual_id AND w.status = 'listed' AND e.id <> m.id
            AND e.panel_id = m.panel_id AND e.status = 'planned' AND e.held_on >= today AND e.held_on < m.held_on) $$;
  COMMENT ON FUNCTION agenda_candidates(uuid, date) IS
    'The cases a meeting may have to see, as its rules ask about them: to a member those in their sight, to the chair who makes the agenda the whole cohort. Ids, days and counts; nothing of a case out of sight is shown or kept but its place.';
  ALTER FUNCTION agenda_candidates(uuid, date) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION agenda_candidates(uuid, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION agenda_candidates(uuid, date) TO cohort_app;`;

const LISTING = `
  CREATE FUNCTION list_out_of_sight(wanted uuid, cases uuid[], reasons text[], at timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF NOT coalesce(actor_has_role('panel_chair'), false) THEN
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
      JOIN individuals i ON i.id = c.individual_id AND NOT ${IN_SIGHT}
     WHERE NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id AND t.individual_id = i.id);
  END $$;
  COMMENT ON FUNCTION list_out_of_sight(uuid, uuid[], text[], timestamptz) IS
    'Lists cases of a panel that its chair, who makes the agenda, may not see: behind the others and in no order. It answers nothing.';
  ALTER FUNCTION list_out_of_sight(uuid, uuid[], text[], timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION list_out_of_sight(uuid, uuid[], text[], timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION list_out_of_sight(uuid, uuid[], text[], timestamptz) TO cohort_app;`;
