import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What sealed minutes say is kept as it stood when they were sealed, part by part, each with the row it was made of: who
 * may read that row today may read the part, and nothing done later to the row changes a word of it.
 */
export class SealedMinutes1795305600484 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(READABLE_TO_SYSTEM);
    await queryRunner.query(TABLE);
    await queryRunner.query(SEAL);
    await queryRunner.query(`
      SELECT open_to_merges('meeting_sealed_parts', 'individual_id'); SELECT open_to_erasure();`);
    // Minutes sealed before this day: from now on they say what they said until now.
    await queryRunner.query(`
      ALTER TABLE meetings NO FORCE ROW LEVEL SECURITY;
      SELECT seal_minutes(m.id) FROM meetings m WHERE m.minutes_approved_at IS NOT NULL;
      ALTER TABLE meetings FORCE ROW LEVEL SECURITY;
      REVOKE ALL ON FUNCTION seal_minutes(uuid) FROM PUBLIC;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER meetings_keep_sealed ON meetings;
      DROP FUNCTION keep_sealed_minutes();
      DROP FUNCTION seal_minutes(uuid);
      DROP TABLE meeting_sealed_parts;
      ${TO_READ.map((table) => `DROP POLICY ${table}_to_seal ON ${table};`).join('\n')}
      REVOKE SELECT ON meeting_attendances, panel_agencies FROM cohort_system;`);
  }
}

/** What the minutes are made of that the service's own role could not read whole before. */
const TO_READ = [
  'meeting_attendances',
  'panel_agencies',
  'meeting_entries',
  'meeting_action_answers',
  'case_transfers',
];

const READABLE_TO_SYSTEM = `
  GRANT SELECT ON meeting_attendances, panel_agencies TO cohort_system;
  ${TO_READ.map((table) => `CREATE POLICY ${table}_to_seal ON ${table} FOR SELECT TO cohort_system USING (true);`).join('\n')}`;

const TABLE = `
  CREATE TABLE meeting_sealed_parts (
    id uuid CONSTRAINT meeting_sealed_parts_pk PRIMARY KEY,
    meeting_id uuid NOT NULL CONSTRAINT meeting_sealed_parts_meeting_fk REFERENCES meetings,
    panel_id uuid NOT NULL CONSTRAINT meeting_sealed_parts_panel_fk REFERENCES panels,
    part text NOT NULL CONSTRAINT meeting_sealed_parts_known
      CHECK (part IN ('meeting','attender','expected','item','conflict','entry','action','answer')),
    row_id uuid NOT NULL,
    individual_id uuid CONSTRAINT meeting_sealed_parts_individual_fk REFERENCES individuals,
    place integer NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT meeting_sealed_parts_once UNIQUE (meeting_id, part, row_id)
  );
  CREATE INDEX meeting_sealed_parts_individual_index ON meeting_sealed_parts (individual_id);
  COMMENT ON TABLE meeting_sealed_parts IS 'What sealed minutes say, as it stood when they were sealed: the names, numbers and days that other records lend them and may change later.';
  COMMENT ON COLUMN meeting_sealed_parts.row_id IS 'The row it was made of: who may read that may read this, and nobody else.';
  ALTER TABLE meeting_sealed_parts ENABLE ROW LEVEL SECURITY; ALTER TABLE meeting_sealed_parts FORCE ROW LEVEL SECURITY;
  CREATE POLICY meeting_sealed_parts_seen ON meeting_sealed_parts FOR SELECT TO cohort_app USING (
    ARRAY[panel_id] && (SELECT actor_access_keys())
    AND (individual_id IS NULL OR (individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
         AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)))
    AND CASE part
      WHEN 'entry' THEN EXISTS (SELECT 1 FROM meeting_entries e WHERE e.id = row_id)
      WHEN 'action' THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = row_id)
      WHEN 'answer' THEN EXISTS (SELECT 1 FROM actions a WHERE a.id = row_id)
      ELSE true END);
  CREATE POLICY meeting_sealed_parts_kept ON meeting_sealed_parts FOR INSERT TO cohort_system WITH CHECK (true);
  GRANT SELECT ON meeting_sealed_parts TO cohort_app;
  GRANT INSERT ON meeting_sealed_parts TO cohort_system;
  CREATE TRIGGER meeting_sealed_parts_append_only BEFORE UPDATE ON meeting_sealed_parts
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();`;

/** The parts name their columns as the statements of the minutes do: one is laid over the other. */
const SEAL = `
  CREATE FUNCTION seal_minutes(sealed uuid) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH m AS (
      SELECT m.*, p.name AS panel, p.quorum_kinds, p.actions_within_hours, p.minutes_within_working_days
        FROM meetings m JOIN panels p ON p.id = m.panel_id WHERE m.id = sealed AND m.minutes_approved_at IS NOT NULL
    ), parts (part, row_id, individual_id, place, content) AS (
      SELECT 'meeting', m.id, NULL::uuid, 1, jsonb_build_object('panel', m.panel, 'place', m.place, 'quorum_kinds', m.quorum_kinds,
               'actions_within_hours', m.actions_within_hours, 'minutes_within_working_days', m.minutes_within_working_days,
               'chair', c.display_name, 'minute_taker', t.display_name, 'approved_by', a.display_name, 'approved_in_on', x.held_on,
               'last_id', l.id, 'last_held_on', l.held_on, 'last_approved_at', l.minutes_approved_at, 'last_issued_at', l.minutes_issued_at)
        FROM m LEFT JOIN users c ON c.id = m.chair_id LEFT JOIN users t ON t.id = m.minute_taker_id
        LEFT JOIN users a ON a.id = m.minutes_approved_by LEFT JOIN meetings x ON x.id = m.minutes_approved_in
        LEFT JOIN LATERAL (SELECT o.* FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on < m.held_on AND o.status = 'held'
                            ORDER BY o.held_on DESC LIMIT 1) l ON true
      UNION ALL
      SELECT 'attender', u.id, NULL, (row_number() OVER (ORDER BY g.name, coalesce(s.is_deputy, false), u.display_name, u.id))::integer,
             jsonb_build_object('user_id', u.id, 'name', u.display_name, 'job_title', u.job_title, 'is_chair', 'panel_chair' = ANY (u.roles),
               'is_deputy', coalesce(s.is_deputy, false), 'agency_id', g.id, 'agency', g.name, 'agency_kind', g.kind,
               'status', y.status, 'accepted_at', y.accepted_at)
        FROM m JOIN meeting_attendances y ON y.meeting_id = m.id JOIN users u ON u.id = y.user_id JOIN agencies g ON g.id = y.agency_id
        LEFT JOIN panel_members s ON s.panel_id = m.panel_id AND s.user_id = u.id AND s.ended_at IS NULL
      UNION ALL
      SELECT 'expected', g.id, NULL, (row_number() OVER (ORDER BY g.name, g.id))::integer,
             jsonb_build_object('agency_id', g.id, 'agency', g.name, 'agency_kind', g.kind)
        FROM m JOIN panel_agencies e ON e.panel_id = m.panel_id AND e.ended_at IS NULL JOIN agencies g ON g.id = e.agency_id
      UNION ALL
      SELECT 'item', t.id, t.individual_id, t.position,
             jsonb_build_object('reference', i.reference, 'given_name', i.given_name, 'family_name', i.family_name,
               'preferred_name', i.preferred_name, 'tier', c.tier, 'in_cohort_since', c.started_on,
               'has_live_plan', p.current_edition IS NOT NULL, 'review_due_on', s.due_on, 'next_due_on', s.due_on,
               'decided_by', u.display_name, 'missing_returns', (
                 SELECT count(*) FROM panel_agencies e WHERE e.panel_id = t.panel_id AND e.ended_at IS NULL AND NOT EXISTS (
                   SELECT 1 FROM meeting_entries r WHERE r.item_id = t.id AND r.kind = 'return' AND r.agency_id = e.agency_id)),
               'escalated_to', up.name, 'passed_on_by', down.name, 'transfer_kind', w.kind, 'transfer_outcome', w.outcome,
               'judgement', j.judgement)
        FROM m JOIN meeting_items t ON t.meeting_id = m.id JOIN individuals i ON i.id = t.individual_id
        LEFT JOIN cohort_memberships c ON c.individual_id = i.id AND c.ended_on IS NULL
        LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
        LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
        LEFT JOIN users u ON u.id = t.decided_by
        LEFT JOIN LATERAL (SELECT n.name FROM panel_escalations e JOIN panels n ON n.id = e.to_panel_id
                            WHERE e.from_item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) up ON true
        LEFT JOIN LATERAL (SELECT n.name FROM panel_escalations e JOIN panels n ON n.id = e.from_panel_id
                            WHERE e.item_id = t.id ORDER BY e.made_at, e.id LIMIT 1) down ON true
        LEFT JOIN LATERAL (SELECT f.kind, f.outcome FROM case_transfers f WHERE f.decided_item_id = t.id
                            ORDER BY f.asked_at, f.id LIMIT 1) w ON true
        LEFT JOIN LATERAL (SELECT q.result->'judgement' AS judgement FROM screenings q WHERE q.individual_id = t.individual_id
                              AND q.result->>'judgedIn' = t.id::text ORDER BY q.id LIMIT 1) j ON t.status = 'decided'
      UNION ALL
      SELECT 'conflict', c.id, c.individual_id, (row_number() OVER (ORDER BY t.position, u.display_name, c.id))::integer,
             jsonb_build_object('position', t.position, 'reference', i.reference, 'user', u.display_name, 'ended_at', c.ended_at)
        FROM m JOIN meeting_items t ON t.meeting_id = m.id
        JOIN panel_conflicts c ON c.individual_id = t.individual_id AND c.panel_id = t.panel_id
        JOIN individuals i ON i.id = t.individual_id JOIN users u ON u.id = c.user_id
      UNION ALL
      SELECT 'entry', e.id, e.individual_id, (row_number() OVER (ORDER BY e.recorded_at, e.id))::integer,
             jsonb_build_object('author', u.display_name, 'agency', g.name)
        FROM m JOIN meeting_entries e ON e.meeting_id = m.id JOIN users u ON u.id = e.author_id JOIN agencies g ON g.id = e.agency_id
      UNION ALL
      SELECT 'action', a.id, a.individual_id, (row_number() OVER (ORDER BY a.due_on, t.position, a.id))::integer,
             jsonb_build_object('reference', i.reference, 'description', a.description, 'kind', a.kind, 'owner', u.display_name,
               'owner_agency', g.name, 'due_on', a.due_on)
        FROM m JOIN meeting_items t ON t.meeting_id = m.id JOIN individuals i ON i.id = t.individual_id
        JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = t.individual_id
        JOIN users u ON u.id = a.owner_id JOIN agencies g ON g.id = a.owner_agency_id
      UNION ALL
      SELECT 'answer', a.id, a.individual_id, (row_number() OVER (ORDER BY g.name, a.due_on, a.id))::integer,
             jsonb_build_object('reference', i.reference, 'description', a.description, 'kind', a.kind, 'owner', u.display_name,
               'owner_agency', g.name, 'due_on', a.due_on, 'answered_by', b.display_name, 'given_name', i.given_name,
               'family_name', i.family_name, 'preferred_name', i.preferred_name)
        FROM m JOIN meeting_action_answers w ON w.meeting_id = m.id JOIN actions a ON a.id = w.action_id
        JOIN individuals i ON i.id = a.individual_id
        JOIN users u ON u.id = a.owner_id JOIN agencies g ON g.id = a.owner_agency_id JOIN users b ON b.id = w.answered_by
    )
    INSERT INTO meeting_sealed_parts (id, meeting_id, panel_id, part, row_id, individual_id, place, content)
    SELECT gen_random_uuid(), m.id, m.panel_id, parts.part, parts.row_id, parts.individual_id, parts.place, parts.content
      FROM parts, m ON CONFLICT DO NOTHING $$;
  COMMENT ON FUNCTION seal_minutes(uuid) IS 'Keeps what the minutes of a meeting say. Of minutes that are not approved, and of those kept already, it keeps nothing.';
  ALTER FUNCTION seal_minutes(uuid) OWNER TO cohort_system;

  CREATE FUNCTION keep_sealed_minutes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM seal_minutes(NEW.id);
    RETURN NULL;
  END $$;
  ALTER FUNCTION keep_sealed_minutes() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION keep_sealed_minutes() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION keep_sealed_minutes() TO cohort_app;
  CREATE TRIGGER meetings_keep_sealed AFTER UPDATE OF minutes_approved_at ON meetings
    FOR EACH ROW WHEN (OLD.minutes_approved_at IS NULL AND NEW.minutes_approved_at IS NOT NULL)
    EXECUTE FUNCTION keep_sealed_minutes();`;
