import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was taken off an agenda is sealed into no minutes, and hinders no merge: of two records, one may have left the cohort while the
 * other waits on the same agenda, and nobody could take the one off any more.
 */
export class TakenOffCountsNowhere1795305600901 implements MigrationInterface {
  name = 'TakenOffCountsNowhere1795305600901';

  async up(runner: QueryRunner): Promise<void> {
    const standing: Standing = (item) => ` AND ${item}.taken_off_on IS NULL`;
    await runner.query(sealMinutes(standing));
    await runner.query(mergeRecords(standing));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sealMinutes(() => ''));
    await runner.query(mergeRecords(() => ''));
  }
}

type Standing = (item: string) => string;

const sealMinutes = (standing: Standing): string => `
  CREATE OR REPLACE FUNCTION seal_minutes(sealed uuid)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
        FROM m JOIN (
          SELECT a.meeting_id, a.user_id, a.agency_id, a.status, a.accepted_at FROM meeting_attendances a
          UNION ALL
          SELECT DISTINCT ON (c.meeting_id, c.user_id) c.meeting_id, c.user_id, c.agency_id, NULL, NULL FROM meeting_attendance_corrections c
           WHERE NOT EXISTS (SELECT 1 FROM meeting_attendances b WHERE b.meeting_id = c.meeting_id AND b.user_id = c.user_id)
        ) y ON y.meeting_id = m.id JOIN users u ON u.id = y.user_id JOIN agencies g ON g.id = y.agency_id
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
        FROM m JOIN meeting_items t ON t.meeting_id = m.id${standing('t')} JOIN individuals i ON i.id = t.individual_id
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
                              AND q.result->>'judgedIn' = t.id::text ORDER BY q.id DESC LIMIT 1) j ON t.status = 'decided'
      UNION ALL
      SELECT 'conflict', c.id, c.individual_id, (row_number() OVER (ORDER BY t.position, u.display_name, c.id))::integer,
             jsonb_build_object('position', t.position, 'reference', i.reference, 'user', u.display_name, 'ended_at', c.ended_at)
        FROM m JOIN meeting_items t ON t.meeting_id = m.id${standing('t')}
        JOIN panel_conflicts c ON c.individual_id = t.individual_id AND c.panel_id = t.panel_id
        JOIN individuals i ON i.id = t.individual_id JOIN users u ON u.id = c.user_id
      UNION ALL
      SELECT 'entry', e.id, e.individual_id, (row_number() OVER (ORDER BY e.recorded_at, e.id))::integer,
             jsonb_build_object('author', u.display_name, 'agency', g.name)
        FROM m JOIN meeting_entries e ON e.meeting_id = m.id JOIN users u ON u.id = e.author_id JOIN agencies g ON g.id = e.agency_id
      UNION ALL
      SELECT 'action', a.id, a.individual_id, (row_number() OVER (ORDER BY a.due_on, t.position, a.id))::integer,
             jsonb_build_object('reference', i.reference, 'description', a.description, 'kind', a.kind, 'owner', u.display_name,
               'owner_agency', g.name, 'due_on', a.due_on,
               'ended_as', CASE WHEN a.closed_at <= m.closed_at THEN a.status END, 'ended_words', CASE WHEN a.closed_at <= m.closed_at THEN a.outcome END)
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
      FROM parts, m ON CONFLICT DO NOTHING $$;`;

const mergeRecords = (standing: Standing): string => `
  CREATE OR REPLACE FUNCTION merge_records(merge uuid, survivor uuid, gone uuid, given_reason text, stands jsonb, identity jsonb, at timestamp with time zone, today date)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    place record;
    ours individuals%ROWTYPE;
    theirs individuals%ROWTYPE;
  BEGIN
    PERFORM 1 FROM individuals i WHERE i.id IN (survivor, gone) ORDER BY i.id FOR UPDATE;
    IF survivor = gone OR NOT may_merge(survivor) OR NOT may_merge(gone) THEN
      RAISE EXCEPTION 'not these two records' USING ERRCODE = 'TC003';
    END IF;
    PERFORM set_config('app.merging', ARRAY[survivor, gone]::text, true);
    SELECT * INTO ours FROM individuals i WHERE i.id = survivor;
    SELECT * INTO theirs FROM individuals i WHERE i.id = gone;
    IF EXISTS (SELECT 1 FROM two_person_requests r WHERE r.individual_id IN (survivor, gone) AND r.status = 'waiting' AND r.expires_at > at) THEN
      RAISE EXCEPTION 'waiting_request' USING ERRCODE = 'TC004';
    END IF;
    IF ours.is_restricted AND theirs.is_restricted AND NOT (ours.restricted_to @> theirs.restricted_to AND theirs.restricted_to @> ours.restricted_to) THEN
      RAISE EXCEPTION 'named_people' USING ERRCODE = 'TC004';
    END IF;
    IF EXISTS (SELECT 1 FROM meeting_items a JOIN meeting_items b ON b.meeting_id = a.meeting_id AND b.individual_id = gone
                WHERE a.individual_id = survivor AND 'listed' IN (a.status, b.status)${standing('a')}${standing('b')}) THEN
      RAISE EXCEPTION 'agenda' USING ERRCODE = 'TC004';
    END IF;
    INSERT INTO record_merges (id, survivor_id, merged_id, merged_reference, reason, stands, merged_by, merged_at)
      VALUES (merge, survivor, gone, theirs.reference, given_reason, stands, actor_id(), at);

    IF identity <> '{}' THEN PERFORM change_for_merge(merge, 'individuals', survivor, identity); END IF;
    -- A restricted record makes the whole restricted, to the same named people, before anything of it moves.
    IF theirs.is_restricted AND NOT ours.is_restricted THEN
      PERFORM change_for_merge(merge, 'individuals', survivor, jsonb_build_object('is_restricted', true, 'restricted_to', theirs.restricted_to));
    END IF;
    PERFORM set_aside_for_merge(merge, survivor, gone, stands, at, today);
    -- The audit of the merged record stays under it: closed where the whole is closed, and falling to nobody by itself.
    PERFORM change_for_merge(merge, 'individuals', gone, jsonb_build_object('merged_into', survivor,
      'is_restricted', ours.is_restricted OR theirs.is_restricted, 'restricted_to', '{}'::uuid[]));

    FOR place IN SELECT * FROM tables_of_individuals() LOOP
      EXECUTE format($move$
        WITH moved AS (UPDATE %1$I t SET %2$I = $1 WHERE t.%2$I = $2 %4$s RETURNING t.%3$I AS id)
        INSERT INTO record_merge_moves (merge_id, table_name, column_name, row_id) SELECT $3, %1$L, %2$L, id FROM moved $move$,
        place.table_name, place.column_name, place.key_name,
        CASE place.table_name
          -- A person is no relative of themselves: such a link stays with the merged record.
          WHEN 'individual_relationship_links' THEN 'AND NOT (t.individual_id IN ($1, $2) AND t.related_individual_id IN ($1, $2))'
          WHEN 'panel_case_keys' THEN 'AND NOT EXISTS (SELECT 1 FROM panel_case_keys k WHERE k.panel_id = t.panel_id AND k.individual_id = $1)'
          WHEN 'individual_restrictions' THEN 'AND NOT (t.lifted_at IS NULL AND EXISTS (SELECT 1 FROM individual_restrictions r WHERE r.individual_id = $1 AND r.lifted_at IS NULL))'
          WHEN 'top_five_people' THEN 'AND NOT EXISTS (SELECT 1 FROM top_five_people k WHERE k.list_id = t.list_id AND k.individual_id = $1)'
          WHEN 'drafts' THEN 'AND position($2::text IN t.form_path) = 0'
          ELSE '' END)
        USING survivor, gone, merge;
    END LOOP;
    PERFORM keys_after_merge(survivor);
    PERFORM keys_after_merge(gone);
    PERFORM set_config('app.merging', '', true);
  END $$;`;
