import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Moving everything of one record to another, and back. The tables are found in the catalogue, in one transaction with the
 * choices between what cannot stand twice (plans, periods, owners, statuses, families). Both functions ask for themselves
 * whether the actor may: a manager or chair who sees both records by a key of their own, not by urgent access.
 */
export class MergeAndUndo1795305600312 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [CHANGE, KEYS, SET_ASIDE, MERGE, UNDO, OWNERS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION undo_merge(uuid, text, timestamptz);
      DROP FUNCTION merge_records(uuid, uuid, uuid, text, jsonb, jsonb, timestamptz, date);
      DROP FUNCTION set_aside_for_merge(uuid, uuid, uuid, jsonb, timestamptz, date);
      DROP FUNCTION keys_after_merge(uuid);
      DROP FUNCTION change_for_merge(uuid, text, uuid, jsonb);
      DROP FUNCTION may_merge(uuid);
      DROP FUNCTION tables_of_individuals();`);
  }
}

const CHANGE = `
  CREATE FUNCTION change_for_merge(merge uuid, wanted_table text, wanted_row uuid, became jsonb) RETURNS void
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    now_is jsonb;
    names text := (SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(became) k);
    has_version boolean;
  BEGIN
    EXECUTE format('SELECT to_jsonb(t) FROM (SELECT %s FROM %I WHERE id = $1) t', names, wanted_table) INTO now_is USING wanted_row;
    SELECT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = wanted_table::regclass AND a.attname = 'version') INTO has_version;
    EXECUTE format('UPDATE %I SET (%s) = ROW(%s)%s FROM jsonb_populate_record(NULL::%I, $2) n WHERE %I.id = $1', wanted_table, names,
      (SELECT string_agg('n.' || quote_ident(k), ', ') FROM jsonb_object_keys(became) k),
      CASE WHEN has_version THEN format(', version = %I.version + 1', wanted_table) ELSE '' END, wanted_table, wanted_table)
      USING wanted_row, became;
    -- As the column keeps it, so that a later comparison is of like with like.
    EXECUTE format('SELECT to_jsonb(t) FROM (SELECT %s FROM %I WHERE id = $1) t', names, wanted_table) INTO became USING wanted_row;
    INSERT INTO record_merge_changes (merge_id, table_name, row_id, was, became) VALUES (merge, wanted_table, wanted_row, now_is, became);
  END $$;

  CREATE FUNCTION may_merge(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT (actor_has_role('manager') OR actor_has_role('panel_chair'))
       AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = wanted AND i.merged_into IS NULL AND i.access_keys && actor_access_keys())
       AND wanted <> ALL ((SELECT open_by_grant_alone())::uuid[]) $$;

  CREATE FUNCTION tables_of_individuals() RETURNS TABLE (table_name text, column_name text, key_name text) LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT c.relname::text, a.attname::text, k.attname::text
      FROM pg_constraint f
      JOIN pg_class c ON c.oid = f.conrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1]
      JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'p'
      JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = p.conkey[1]
     WHERE f.contype = 'f' AND f.confrelid = 'individuals'::regclass AND c.relnamespace = 'public'::regnamespace
       -- These say what was merged, and what was said not to be: they speak of two records, and stay as they are.
       -- cases_by_key repeats others by triggers; the other two are of a meeting's day, and of later migrations.
       AND c.relname NOT IN ('individuals', 'record_merges', 'duplicate_decisions', 'cases_by_key', 'top_five_people', 'panel_questions')
    UNION ALL SELECT 'unusual_access', 'individual_id', 'id'
     ORDER BY 1, 2 $$;
  COMMENT ON FUNCTION tables_of_individuals() IS 'Every table that hangs on an individual, by which column, and its key: what a merge moves.';`;

const KEYS = `
  CREATE FUNCTION keys_after_merge(wanted uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    keys uuid[] := access_keys_of(wanted);
    hidden boolean := (SELECT i.is_restricted FROM individuals i WHERE i.id = wanted);
  BEGIN
    UPDATE individuals SET access_keys = keys WHERE id = wanted AND access_keys IS DISTINCT FROM keys;
    -- Rows that came from the other record carry its keys; nothing else would tell them.
    UPDATE plans SET access_keys = keys WHERE individual_id = wanted AND access_keys IS DISTINCT FROM keys;
    UPDATE review_schedules SET access_keys = keys WHERE individual_id = wanted AND access_keys IS DISTINCT FROM keys;
    UPDATE actions SET access_keys = keys || CASE WHEN hidden THEN '{}'::uuid[] ELSE action_owner_keys(owner_id, owner_agency_id) END
     WHERE individual_id = wanted;
    INSERT INTO changed_cases (individual_id) VALUES (wanted);
  END $$;`;

/** stands: for each kind of contradiction, 'survivor' or 'merged'. */
const SET_ASIDE = `
  CREATE FUNCTION set_aside_for_merge(merge uuid, survivor uuid, gone uuid, stands jsonb, at timestamptz, today date) RETURNS void
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE
    found record;
    schedule record;
    loser uuid;
  BEGIN
    FOR found IN SELECT a.id AS ours, b.id AS theirs FROM plans a JOIN plans b ON b.individual_id = gone AND b.status <> 'closed'
                  WHERE a.individual_id = survivor AND a.status <> 'closed' LOOP
      loser := CASE stands ->> 'plan' WHEN 'survivor' THEN found.theirs WHEN 'merged' THEN found.ours END;
      IF loser IS NULL THEN RAISE EXCEPTION 'plan' USING ERRCODE = 'TC004'; END IF;
      FOR schedule IN SELECT s.id FROM review_schedules s WHERE s.plan_id = loser AND s.status IN ('active','exempt') LOOP
        PERFORM change_for_merge(merge, 'review_schedules', schedule.id, jsonb_build_object('status', 'cancelled', 'status_reason',
          'Two records of one person were merged, and the other plan stands', 'exempt_kind', NULL, 'exempt_since', NULL, 'exempt_until', NULL));
      END LOOP;
      PERFORM change_for_merge(merge, 'plans', loser, jsonb_build_object('status', 'closed', 'closed_at', at));
    END LOOP;

    FOR found IN SELECT a.kind, a.id AS ours, b.id AS theirs, a.user_id = b.user_id AS is_same
                   FROM assignments a JOIN assignments b ON b.individual_id = gone AND b.ended_at IS NULL AND b.kind = a.kind
                    AND (b.user_id = a.user_id OR a.kind <> 'practitioner')
                  WHERE a.individual_id = survivor AND a.ended_at IS NULL LOOP
      loser := CASE WHEN found.is_same THEN found.theirs ELSE
                 CASE stands ->> found.kind WHEN 'survivor' THEN found.theirs WHEN 'merged' THEN found.ours END END;
      IF loser IS NULL THEN RAISE EXCEPTION '%', found.kind USING ERRCODE = 'TC004'; END IF;
      PERFORM change_for_merge(merge, 'assignments', loser, jsonb_build_object('ended_at', at, 'end_reason', 'Two records of one person were merged'));
    END LOOP;

    FOR found IN SELECT a.id AS ours, b.id AS theirs FROM cohort_memberships a JOIN cohort_memberships b ON b.individual_id = gone
                    AND b.set_aside_by IS NULL AND daterange(a.started_on, a.ended_on, '[)') && daterange(b.started_on, b.ended_on, '[)')
                  WHERE a.individual_id = survivor AND a.set_aside_by IS NULL LOOP
      loser := CASE stands ->> 'cohort' WHEN 'survivor' THEN found.theirs WHEN 'merged' THEN found.ours END;
      IF loser IS NULL THEN RAISE EXCEPTION 'cohort' USING ERRCODE = 'TC004'; END IF;
      PERFORM change_for_merge(merge, 'cohort_memberships', m.id, CASE WHEN m.ended_on IS NULL
          THEN jsonb_build_object('ended_on', greatest(today, m.started_on), 'exit_reason', 'superseded', 'exit_rationale',
                 'Two records of one person were merged, and the other period stands', 'set_aside_by', merge)
          ELSE jsonb_build_object('set_aside_by', merge) END)
        FROM cohort_memberships m WHERE m.id = loser AND m.set_aside_by IS NULL;
    END LOOP;

    FOR found IN SELECT a.kind, a.id AS ours, b.id AS theirs FROM individual_statuses a JOIN individual_statuses b ON b.individual_id = gone
                    AND b.withdrawn_at IS NULL AND b.kind = a.kind
                    AND daterange(a.from_on, a.until_on, '[)') && daterange(b.from_on, b.until_on, '[)')
                  WHERE a.individual_id = survivor AND a.withdrawn_at IS NULL AND a.kind <> 'legal' LOOP
      loser := CASE stands ->> found.kind WHEN 'survivor' THEN found.theirs WHEN 'merged' THEN found.ours END;
      IF loser IS NULL THEN RAISE EXCEPTION '%', found.kind USING ERRCODE = 'TC004'; END IF;
      PERFORM change_for_merge(merge, 'individual_statuses', s.id, jsonb_build_object('withdrawn_at', at, 'withdrawn_by', actor_id(),
        'withdrawn_because', 'Two records of one person were merged, and what the other said stands')) FROM individual_statuses s
       WHERE s.id = loser AND s.withdrawn_at IS NULL;
    END LOOP;

    FOR found IN SELECT a.id AS ours, b.id AS theirs, a.family_id = b.family_id AS is_same FROM family_members a
                   JOIN family_members b ON b.individual_id = gone AND b.left_at IS NULL
                  WHERE a.individual_id = survivor AND a.left_at IS NULL LOOP
      loser := CASE WHEN found.is_same THEN found.theirs ELSE
                 CASE stands ->> 'family' WHEN 'survivor' THEN found.theirs WHEN 'merged' THEN found.ours END END;
      IF loser IS NULL THEN RAISE EXCEPTION 'family' USING ERRCODE = 'TC004'; END IF;
      PERFORM change_for_merge(merge, 'family_members', loser, jsonb_build_object('left_at', at, 'left_because', 'Two records of one person were merged'));
    END LOOP;

    PERFORM change_for_merge(merge, 'individual_identifiers', b.id, jsonb_build_object('withdrawn_at', at, 'withdrawn_by', actor_id(),
        'withdrawn_because', 'Two records of one person were merged: the same number stood on both'))
       FROM individual_identifiers a JOIN individual_identifiers b ON b.individual_id = gone AND b.kind = a.kind AND b.value = a.value AND b.withdrawn_at IS NULL
      WHERE a.individual_id = survivor AND a.withdrawn_at IS NULL;
    PERFORM change_for_merge(merge, 'panel_conflicts', b.id, jsonb_build_object('ended_at', at, 'ended_by', a.declared_by))
       FROM panel_conflicts a JOIN panel_conflicts b ON b.individual_id = gone AND b.panel_id = a.panel_id AND b.user_id = a.user_id AND b.ended_at IS NULL
      WHERE a.individual_id = survivor AND a.ended_at IS NULL AND a.declared_by <> a.user_id;
    PERFORM change_for_merge(merge, 'meeting_items', b.id, jsonb_build_object('came_by_merge', true))
       FROM meeting_items a JOIN meeting_items b ON b.individual_id = gone AND b.meeting_id = a.meeting_id AND NOT b.came_by_merge
      WHERE a.individual_id = survivor;
    -- Whoever opened one record in an emergency did not open both.
    PERFORM change_for_merge(merge, 'break_glass_grants', g.id, jsonb_build_object('ended_at', at)) FROM break_glass_grants g
      WHERE g.individual_id IN (survivor, gone) AND g.ended_at IS NULL;
    PERFORM change_for_merge(merge, 'drafts', d.id, jsonb_build_object('form_path', replace(d.form_path, gone::text, survivor::text)))
       FROM drafts d WHERE d.individual_id = gone AND NOT EXISTS (SELECT 1 FROM drafts o WHERE o.user_id = d.user_id
        AND o.form_path = replace(d.form_path, gone::text, survivor::text));
  END $$;`;

const MERGE = `
  CREATE FUNCTION merge_records(merge uuid, survivor uuid, gone uuid, given_reason text, stands jsonb, identity jsonb, at timestamptz, today date)
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
                WHERE a.individual_id = survivor AND 'listed' IN (a.status, b.status)) THEN
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
          WHEN 'drafts' THEN 'AND position($2::text IN t.form_path) = 0'
          ELSE '' END)
        USING survivor, gone, merge;
    END LOOP;
    PERFORM keys_after_merge(survivor);
    PERFORM keys_after_merge(gone);
    PERFORM set_config('app.merging', '', true);
  END $$;`;

const UNDO = `
  CREATE FUNCTION undo_merge(merge uuid, given_reason text, at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    done record_merges%ROWTYPE;
    whole individuals%ROWTYPE;
    place record;
    change record;
    now_is jsonb;
    names text;
    round integer;
  BEGIN
    SELECT * INTO done FROM record_merges m WHERE m.id = merge FOR UPDATE;
    PERFORM 1 FROM individuals i WHERE i.id IN (done.survivor_id, done.merged_id) ORDER BY i.id FOR UPDATE;
    IF done.id IS NULL OR NOT may_merge(done.survivor_id) THEN RAISE EXCEPTION 'not this merge' USING ERRCODE = 'TC003'; END IF;
    IF done.undone_at IS NOT NULL THEN RAISE EXCEPTION 'undone' USING ERRCODE = 'TC004'; END IF;
    SELECT * INTO whole FROM individuals i WHERE i.id = done.survivor_id;
    PERFORM set_config('app.merging', ARRAY[done.survivor_id, done.merged_id]::text, true);

    -- What was added since to a plan, a screening or another thing that came with the merged record belongs to that thing.
    FOR round IN 1..3 LOOP
      FOR place IN
        SELECT c.relname::text AS child, k.attname::text AS key_name, a.attname::text AS via, p.relname::text AS parent
          FROM tables_of_individuals() t JOIN pg_class c ON c.relname = t.table_name AND c.relnamespace = 'public'::regnamespace
          JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND array_length(f.conkey, 1) = 1
          JOIN pg_class p ON p.oid = f.confrelid
          JOIN tables_of_individuals() o ON o.table_name = p.relname AND o.column_name = 'individual_id'
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1]
          JOIN pg_constraint pk ON pk.conrelid = c.oid AND pk.contype = 'p'
          JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = pk.conkey[1]
         WHERE t.column_name = 'individual_id' AND p.relname IN ('plans','screenings','cohort_memberships','review_schedules','reviews','actions',
                 'individual_relationships','meeting_items','notes')
           AND NOT (c.relname = 'plan_factor_actions' AND p.relname = 'actions')
      LOOP
        EXECUTE format($follow$
          WITH moved AS (UPDATE %1$I t SET individual_id = $1 WHERE t.individual_id = $2
              AND EXISTS (SELECT 1 FROM record_merge_moves v WHERE v.merge_id = $3 AND v.table_name = %4$L AND v.row_id = t.%3$I)
              AND NOT EXISTS (SELECT 1 FROM record_merge_moves v WHERE v.merge_id = $3 AND v.table_name = %1$L AND v.row_id = t.%2$I)
            RETURNING t.%2$I AS id)
          INSERT INTO record_merge_moves (merge_id, table_name, column_name, row_id, came_later)
            SELECT $3, %1$L, 'individual_id', id, true FROM moved $follow$, place.child, place.key_name, place.via, place.parent)
          USING done.merged_id, done.survivor_id, merge;
      END LOOP;
    END LOOP;
    -- The overlapping periods and the like are apart before what was ended stands again.
    FOR place IN SELECT * FROM tables_of_individuals() LOOP
      EXECUTE format('UPDATE %1$I t SET %2$I = $1 WHERE t.%2$I = $2 AND EXISTS (SELECT 1 FROM record_merge_moves v WHERE v.merge_id = $3 AND v.table_name = %1$L AND v.column_name = %2$L AND v.row_id = t.%3$I AND NOT v.came_later)',
        place.table_name, place.column_name, place.key_name) USING done.merged_id, done.survivor_id, merge;
    END LOOP;
    FOR change IN SELECT * FROM record_merge_changes c WHERE c.merge_id = merge ORDER BY c.id DESC LOOP
      names := (SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(change.was) k);
      EXECUTE format('SELECT to_jsonb(t) FROM (SELECT %s FROM %I WHERE id = $1) t', names, change.table_name) INTO now_is USING change.row_id;
      BEGIN
        -- Somebody decided anew meanwhile, or something else took its place: that stands, and the page says so.
        IF now_is IS DISTINCT FROM change.became OR change.table_name = 'break_glass_grants' THEN
          UPDATE record_merge_changes SET put_back = false WHERE id = change.id;
        ELSE
          EXECUTE format('UPDATE %1$I SET (%2$s) = ROW(%3$s)%4$s FROM jsonb_populate_record(NULL::%1$I, $2) n WHERE %1$I.id = $1',
            change.table_name, names, (SELECT string_agg('n.' || quote_ident(k), ', ') FROM jsonb_object_keys(change.was) k),
            CASE WHEN EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = change.table_name::regclass AND a.attname = 'version')
                 THEN format(', version = %I.version + 1', change.table_name) ELSE '' END)
            USING change.row_id, change.was;
          UPDATE record_merge_changes SET put_back = true WHERE id = change.id;
        END IF;
      EXCEPTION WHEN unique_violation OR exclusion_violation OR check_violation THEN
        UPDATE record_merge_changes SET put_back = false WHERE id = change.id;
      END;
    END LOOP;
    -- Whatever was decided about restriction since, the two records part as closed as they were together.
    IF EXISTS (SELECT 1 FROM individuals i WHERE i.id = done.merged_id AND i.merged_into IS NOT NULL) OR EXISTS
       (SELECT 1 FROM record_merge_changes c WHERE c.merge_id = merge AND c.table_name = 'individuals' AND NOT c.put_back) OR whole.is_restricted AND EXISTS
       (SELECT 1 FROM record_merge_changes c WHERE c.merge_id = merge AND c.row_id = done.merged_id AND c.became ->> 'is_restricted' = 'false') THEN
      UPDATE individuals g SET merged_into = NULL, is_restricted = s.is_restricted, restricted_to = s.restricted_to, version = g.version + 1
        FROM individuals s WHERE g.id = done.merged_id AND s.id = done.survivor_id;
    END IF;
    UPDATE record_merges SET undone_by = actor_id(), undone_at = at, undone_because = given_reason, version = version + 1 WHERE id = merge;
    PERFORM keys_after_merge(done.survivor_id);
    PERFORM keys_after_merge(done.merged_id);
    PERFORM set_config('app.merging', '', true);
  END $$;`;

const OWNERS = `
  ALTER FUNCTION merge_records(uuid, uuid, uuid, text, jsonb, jsonb, timestamptz, date) OWNER TO cohort_system;
  ALTER FUNCTION undo_merge(uuid, text, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION merge_records(uuid, uuid, uuid, text, jsonb, jsonb, timestamptz, date), undo_merge(uuid, text, timestamptz),
    change_for_merge(uuid, text, uuid, jsonb), keys_after_merge(uuid), set_aside_for_merge(uuid, uuid, uuid, jsonb, timestamptz, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION merge_records(uuid, uuid, uuid, text, jsonb, jsonb, timestamptz, date), undo_merge(uuid, text, timestamptz) TO cohort_app;
  GRANT EXECUTE ON FUNCTION change_for_merge(uuid, text, uuid, jsonb), keys_after_merge(uuid),
    set_aside_for_merge(uuid, uuid, uuid, jsonb, timestamptz, date) TO cohort_system;`;
