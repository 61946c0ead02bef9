/** Taking two records apart, as it was until 1795305600670. */
export const UNDO_MERGE_BEFORE = `CREATE OR REPLACE FUNCTION undo_merge(merge uuid, given_reason text, at timestamp with time zone)
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
  END $function$`;
