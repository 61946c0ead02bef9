import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MinutesOfWhoLeft1795305600542 } from './1795305600542-minutes-of-who-left';

/**
 * Who leaves the cohort takes the record out of the panel's sight, and not the panel's own work: until its minutes are sealed the item is
 * read and written on, and what the panel asked for is answered for at its next meetings. Only what was said and decided there, never more.
 */
export class ItemsOfWhoLeft1795305600560 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [WHO_LEFT, OUTSTANDING, MINUTES, ENTRIES, ANSWER]) await queryRunner.query(part);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION answer_action_of_who_left(uuid, uuid, uuid, integer, text, text, timestamptz);
      DROP POLICY meeting_action_answers_of_who_left ON meeting_action_answers;
      REVOKE INSERT ON meeting_action_answers FROM cohort_system;
      REVOKE UPDATE (status, outcome, closed_at, version) ON actions FROM cohort_system;
      DROP POLICY meeting_entries_of_who_left ON meeting_entries;`);
    const before = new MinutesOfWhoLeft1795305600542();
    await before.down(queryRunner);
    await queryRunner.query('DROP FUNCTION outstanding_of_who_left(uuid); DROP FUNCTION who_left(uuid[]);');
    await before.up(queryRunner);
  }
}

const readable = (row: string): string =>
  `(${row}.visibility = 'all_agencies' OR ${row}.visibility = actor_agency_kind() || '_only' OR actor_agency_id() = ANY (${row}.visible_to)`;

const forTheService = (signature: string): string => `
  ALTER FUNCTION ${signature} OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${signature} TO cohort_app;`;

/** The one rule of who counts as having left, and for whom: everything else here asks it. */
const WHO_LEFT = `
  CREATE FUNCTION who_left(meetings uuid[]) RETURNS TABLE (item_id uuid, individual_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
    SELECT t.id, t.individual_id
      FROM meeting_items t JOIN individuals i ON i.id = t.individual_id
     WHERE t.meeting_id = ANY (meetings) AND t.status = 'decided' AND ARRAY[t.panel_id] && actor_access_keys()
       AND NOT i.access_keys && actor_access_keys() AND NOT i.is_restricted AND t.individual_id <> ALL (conflicted_cases())
       AND NOT EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = i.id AND c.panel_id = t.panel_id AND c.ended_on IS NULL) $$;
  COMMENT ON FUNCTION who_left(uuid[]) IS
    'The items these meetings of the actor''s panels decided, about people who have left the panel''s cohort since; none about a restricted person or with a conflict of the actor''s.';
  ${forTheService('who_left(uuid[])')}`;

/** In the columns of the statement it is put beside. */
const OUTSTANDING = `
  CREATE FUNCTION outstanding_of_who_left(wanted uuid)
    RETURNS TABLE (id uuid, version integer, individual_id uuid, reference text, description text, kind text, owner text, owner_agency text,
                   due_on date, made_on date, status text, answer text, words text, owner_agency_id uuid, owner_left boolean,
                   given_name text, family_name text, preferred_name text, answered_by text, answered_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
      SELECT a.*, o.id AS meeting, o.held_on, w.answer, w.words, w.answered_by, w.answered_at
        FROM meetings m JOIN meetings o ON o.panel_id = m.panel_id AND o.held_on < m.held_on
        JOIN meeting_items t ON t.meeting_id = o.id
        JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = t.individual_id
        LEFT JOIN meeting_action_answers w ON w.action_id = a.id AND w.meeting_id = m.id
       WHERE m.id = wanted AND ARRAY[m.panel_id] && actor_access_keys() AND (a.status = 'open' OR w.id IS NOT NULL)
         AND ${readable('a')} OR a.owner_id = actor_id())
    )
    SELECT a.id, a.version, NULL::uuid, i.reference, a.description, a.kind, u.display_name, g.name, a.due_on, a.held_on, a.status, a.answer,
           a.words, a.owner_agency_id, u.status = 'disabled', i.given_name, i.family_name, i.preferred_name, b.display_name, a.answered_at
      FROM asked a JOIN who_left((SELECT array_agg(DISTINCT x.meeting) FROM asked x)) l ON l.item_id = a.made_in_id
      JOIN individuals i ON i.id = a.individual_id JOIN users u ON u.id = a.owner_id JOIN agencies g ON g.id = a.owner_agency_id
      LEFT JOIN users b ON b.id = a.answered_by $$;
  COMMENT ON FUNCTION outstanding_of_who_left(uuid) IS
    'What earlier meetings of the actor''s panel asked for about people who have left its cohort since: open, or answered at this meeting.';
  ${forTheService('outstanding_of_who_left(uuid)')}`;

/** The columns are those of the statements of the minutes; of what was sealed the words of then are laid over those of today. */
const MINUTES = `
  CREATE OR REPLACE FUNCTION minutes_of_who_left(wanted uuid) RETURNS TABLE (part text, content jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
    WITH m AS (SELECT * FROM meetings WHERE id = wanted
    ), gone AS MATERIALIZED (
      SELECT t.id, t.position, t.individual_id, t.panel_id, i.reference, i.given_name, i.family_name, i.preferred_name
        FROM who_left(ARRAY[wanted]) l JOIN meeting_items t ON t.id = l.item_id JOIN individuals i ON i.id = l.individual_id
    ), parts (part, row_id, ordered, content) AS (
      SELECT 'item', t.id, 0::bigint, jsonb_build_object('id', t.id, 'reference', g.reference, 'given_name', g.given_name, 'family_name', g.family_name,
               'preferred_name', g.preferred_name, 'reason', t.reason, 'has_live_plan', false, 'missing_returns', 0,
               'decision', t.decision, 'rationale', t.rationale, 'dissent', t.dissent, 'decided_by', u.display_name,
               'decided_at', t.decided_at, 'quorum_missing', t.quorum_missing, 'without_quorum_reason', t.without_quorum_reason,
               'had_approved_plan', t.had_approved_plan, 'outcome_kept', t.outcome_kept, 'tier_before', t.tier_before,
               'tier_after', t.tier_after, 'next_review_on', t.next_review_on, 'signposted_to', t.signposted_to,
               'tells_person', t.tells_person, 'tells_referrer', t.tells_referrer, 'escalated_to', up.name, 'passed_on_by', down.name,
               'transfer_kind', w.kind, 'transfer_outcome', w.outcome, 'judgement', j.judgement)
        FROM gone g JOIN meeting_items t ON t.id = g.id LEFT JOIN users u ON u.id = t.decided_by
        LEFT JOIN LATERAL (SELECT n.name FROM panel_escalations e JOIN panels n ON n.id = e.to_panel_id
                            WHERE e.from_item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) up ON true
        LEFT JOIN LATERAL (SELECT n.name FROM panel_escalations e JOIN panels n ON n.id = e.from_panel_id
                            WHERE e.item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) down ON true
        LEFT JOIN LATERAL (SELECT f.kind, f.outcome FROM case_transfers f WHERE f.decided_item_id = t.id
                            ORDER BY f.asked_at, f.id LIMIT 1) w ON true
        LEFT JOIN LATERAL (SELECT q.result->'judgement' AS judgement FROM screenings q WHERE q.individual_id = t.individual_id
                              AND q.result->>'judgedIn' = t.id::text ORDER BY q.id DESC LIMIT 1) j ON true
      UNION ALL
      SELECT 'entry', e.id, row_number() OVER (ORDER BY e.recorded_at, e.id),
             jsonb_build_object('id', e.id, 'item_id', e.item_id, 'kind', e.kind, 'text', e.text, 'corrects_id', e.corrects_id,
               'visibility', e.visibility, 'is_late', e.is_late, 'author', u.display_name, 'agency_id', e.agency_id,
               'agency', a.name, 'recorded_at', e.recorded_at)
        FROM gone g JOIN meeting_entries e ON e.item_id = g.id AND ${readable('e')})
        JOIN users u ON u.id = e.author_id JOIN agencies a ON a.id = e.agency_id
      UNION ALL
      SELECT 'action', x.id, row_number() OVER (ORDER BY x.due_on, g.position, x.id),
             jsonb_build_object('id', x.id, 'item_id', g.id, 'position', g.position, 'reference', g.reference, 'description', x.description,
               'kind', x.kind, 'owner', u.display_name, 'owner_agency', a.name, 'due_on', x.due_on, 'status', x.status, 'has_left', true)
        FROM gone g JOIN actions x ON x.made_in = 'meeting' AND x.made_in_id = g.id AND x.individual_id = g.individual_id
         AND ${readable('x')} OR x.owner_id = actor_id())
        JOIN users u ON u.id = x.owner_id JOIN agencies a ON a.id = x.owner_agency_id
      UNION ALL
      SELECT 'conflict', c.id, row_number() OVER (ORDER BY g.position, u.display_name, c.id),
             jsonb_build_object('id', c.id, 'item_id', g.id, 'position', g.position, 'reference', g.reference, 'user', u.display_name,
               'reason', c.reason, 'version', c.version, 'ended_at', c.ended_at, 'has_ended', c.ended_at IS NOT NULL)
        FROM m, gone g JOIN panel_conflicts c ON c.individual_id = g.individual_id AND c.panel_id = g.panel_id AND c.user_id <> actor_id()
        JOIN users u ON u.id = c.user_id
       WHERE c.meeting_id = m.id OR (c.declared_at <= coalesce(m.closed_at, 'infinity')
         AND coalesce(c.ended_at, 'infinity') >= coalesce(m.started_at, (m.held_on + m.starts_at) AT TIME ZONE 'Europe/London'))
    )
    SELECT p.part, p.content || coalesce(s.content, '{}')
      FROM parts p LEFT JOIN meeting_sealed_parts s ON s.meeting_id = wanted AND s.part = p.part AND s.row_id = p.row_id
     WHERE p.part = 'item' OR s.row_id IS NOT NULL OR (SELECT m.minutes_approved_at IS NULL FROM m)
     UNION ALL
    -- Of answers what was sealed alone: the rows stand beside the others in the outstanding actions.
    SELECT s.part, jsonb_build_object('part', s.part, 'row_id', s.row_id, 'place', s.place, 'content', s.content)
      FROM meeting_sealed_parts s JOIN outstanding_of_who_left(wanted) o ON o.id = s.row_id WHERE s.meeting_id = wanted AND s.part = 'answer' $$;`;

/** What is said of the item meanwhile. The trigger that refuses sealed minutes stands before it. */
const ENTRIES = `
  CREATE POLICY meeting_entries_of_who_left ON meeting_entries FOR INSERT TO cohort_app WITH CHECK (
    ARRAY[panel_id] && (SELECT actor_access_keys()) AND author_id = (SELECT actor_id())
    AND (visibility = 'all_agencies' OR visibility = (SELECT actor_agency_kind()) || '_only' OR (SELECT actor_agency_id()) = ANY (visible_to))
    AND EXISTS (SELECT 1 FROM who_left(ARRAY[meeting_id]) l WHERE l.item_id = meeting_entries.item_id AND l.individual_id = meeting_entries.individual_id));`;

/** The rights are those of the answer of any action: the agency that owns it, or the chair. */
const ANSWER = `
  GRANT UPDATE (status, outcome, closed_at, version) ON actions TO cohort_system;
  GRANT INSERT ON meeting_action_answers TO cohort_system;
  CREATE POLICY meeting_action_answers_of_who_left ON meeting_action_answers FOR INSERT TO cohort_system WITH CHECK (true);
  CREATE FUNCTION answer_action_of_who_left(answer_id uuid, wanted uuid, asked uuid, seen integer, said text, in_words text, at timestamptz)
    RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    about uuid;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM outstanding_of_who_left(wanted) o JOIN meetings m ON m.id = wanted AND m.status = 'planned'
                    WHERE o.id = asked AND o.answer IS NULL
                      AND (actor_has_role('panel_chair') OR (actor_has_role('panel_member') AND o.owner_agency_id = actor_agency_id()))) THEN
      RETURN NULL;
    END IF;
    UPDATE actions a SET status = said, outcome = in_words, closed_at = at, version = a.version + 1
     WHERE a.id = asked AND a.version = seen AND a.status = 'open' RETURNING a.individual_id INTO about;
    IF about IS NOT NULL THEN
      INSERT INTO meeting_action_answers (id, meeting_id, panel_id, action_id, individual_id, answer, words, answered_by, answered_at)
      SELECT answer_id, m.id, m.panel_id, asked, about, said, in_words, actor_id(), at FROM meetings m WHERE m.id = wanted;
    END IF;
    RETURN about;
  END $$;
  COMMENT ON FUNCTION answer_action_of_who_left(uuid, uuid, uuid, integer, text, text, timestamptz) IS
    'Says at an open meeting of the actor''s panel what became of an action about somebody who has left its cohort. The individual, for the audit; null where it is not the actor''s to say, or changed meanwhile.';
  ${forTheService('answer_action_of_who_left(uuid, uuid, uuid, integer, text, text, timestamptz)')}`;
