import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody who leaves the cohort is out of the panel's sight, and what the panel decided about them stays in its minutes: a closure is the
 * decision most often challenged. Restricted people and cases in which the reader has a conflict stay out of them, as everywhere.
 */
export class MinutesOfWhoLeft1795305600542 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MINUTES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION minutes_of_who_left(uuid);
      DROP POLICY meeting_sealed_parts_to_read ON meeting_sealed_parts;
      REVOKE SELECT ON meeting_sealed_parts FROM cohort_system;`);
  }
}

const readable = (row: string): string =>
  `(${row}.visibility = 'all_agencies' OR ${row}.visibility = actor_agency_kind() || '_only' OR actor_agency_id() = ANY (${row}.visible_to))`;

/** The columns are those of the statements of the minutes; of what was sealed the words of then are laid over those of today. */
const MINUTES = `
  CREATE FUNCTION minutes_of_who_left(wanted uuid) RETURNS TABLE (part text, content jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
    WITH gone AS (
      SELECT t.id, t.position, t.individual_id, t.panel_id, i.reference, i.given_name, i.family_name, i.preferred_name
        FROM meeting_items t JOIN individuals i ON i.id = t.individual_id
       WHERE t.meeting_id = wanted AND t.status = 'decided' AND ARRAY[t.panel_id] && actor_access_keys()
         AND NOT i.access_keys && actor_access_keys() AND NOT i.is_restricted AND t.individual_id <> ALL (conflicted_cases())
         AND NOT EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = i.id AND c.panel_id = t.panel_id AND c.ended_on IS NULL)
    ), parts (part, row_id, ordered, content) AS (
      SELECT 'item', t.id, 0::bigint, jsonb_build_object('id', t.id, 'reference', g.reference, 'given_name', g.given_name, 'family_name', g.family_name,
               'preferred_name', g.preferred_name, 'reason', t.reason, 'has_live_plan', false, 'missing_returns', 0,
               'decision', t.decision, 'rationale', t.rationale, 'dissent', t.dissent, 'decided_by', u.display_name,
               'decided_at', t.decided_at, 'quorum_missing', t.quorum_missing, 'without_quorum_reason', t.without_quorum_reason,
               'had_approved_plan', t.had_approved_plan, 'outcome_kept', t.outcome_kept, 'tier_before', t.tier_before,
               'tier_after', t.tier_after, 'next_review_on', t.next_review_on, 'signposted_to', t.signposted_to,
               'tells_person', t.tells_person, 'tells_referrer', t.tells_referrer)
        FROM gone g JOIN meeting_items t ON t.id = g.id LEFT JOIN users u ON u.id = t.decided_by
      UNION ALL
      SELECT 'entry', e.id, row_number() OVER (ORDER BY e.recorded_at, e.id),
             jsonb_build_object('id', e.id, 'item_id', e.item_id, 'kind', e.kind, 'text', e.text, 'corrects_id', e.corrects_id,
               'visibility', e.visibility, 'is_late', e.is_late, 'author', u.display_name, 'agency_id', e.agency_id,
               'agency', a.name, 'recorded_at', e.recorded_at)
        FROM gone g JOIN meeting_entries e ON e.item_id = g.id AND ${readable('e')}
        JOIN users u ON u.id = e.author_id JOIN agencies a ON a.id = e.agency_id
      UNION ALL
      SELECT 'action', x.id, row_number() OVER (ORDER BY x.due_on, g.position, x.id),
             jsonb_build_object('id', x.id, 'item_id', g.id, 'position', g.position, 'reference', g.reference, 'description', x.description,
               'kind', x.kind, 'owner', u.display_name, 'owner_agency', a.name, 'due_on', x.due_on, 'status', x.status)
        FROM gone g JOIN actions x ON x.made_in = 'meeting' AND x.made_in_id = g.id AND x.individual_id = g.individual_id
         AND (${readable('x')} OR x.owner_id = actor_id())
        JOIN users u ON u.id = x.owner_id JOIN agencies a ON a.id = x.owner_agency_id
    )
    SELECT p.part, p.content || coalesce((SELECT s.content FROM meeting_sealed_parts s
                                           WHERE s.meeting_id = wanted AND s.part = p.part AND s.row_id = p.row_id), '{}')
      FROM parts p ORDER BY p.part, p.ordered, p.row_id $$;
  COMMENT ON FUNCTION minutes_of_who_left(uuid) IS
    'Of a meeting of the actor''s panel: what it decided about people who have left its cohort since, cut to what the actor''s agency may read.';
  CREATE POLICY meeting_sealed_parts_to_read ON meeting_sealed_parts FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON meeting_sealed_parts TO cohort_system;
  ALTER FUNCTION minutes_of_who_left(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION minutes_of_who_left(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION minutes_of_who_left(uuid) TO cohort_app;`;
