/** Taking two records apart, whole; `reopened`: what of the decisions about the cohort is owed again. */
export const undoMerge = (
  reopened: string,
): string => `CREATE OR REPLACE FUNCTION public.undo_merge(merge uuid, given_reason text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
      FOR place IN SELECT * FROM belongings() LOOP
        EXECUTE format($follow$
          WITH moved AS (UPDATE %1$I t SET individual_id = $1 WHERE t.individual_id = $2
              AND EXISTS (SELECT 1 FROM record_merge_moves v WHERE v.merge_id = $3 AND v.column_name = 'individual_id'
                             AND v.table_name = coalesce(%4$L, v.table_name) AND v.row_id = %3$s)
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
${reopened}    FOR change IN SELECT * FROM record_merge_changes c WHERE c.merge_id = merge ORDER BY c.id DESC LOOP
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
  END $function$`;

/** What a merge sets aside, whole; `decisions`: of two decisions about the cohort that are owed. */
export const setAsideForMerge = (
  decisions: string,
): string => `CREATE OR REPLACE FUNCTION public.set_aside_for_merge(merge uuid, survivor uuid, gone uuid, stands jsonb, at timestamp with time zone, today date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
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

${decisions}    FOR found IN SELECT a.kind, a.id AS ours, b.id AS theirs FROM individual_statuses a JOIN individual_statuses b ON b.individual_id = gone
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
  END $function$`;
