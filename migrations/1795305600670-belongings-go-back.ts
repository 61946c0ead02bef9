import type { MigrationInterface, QueryRunner } from 'typeorm';
import { UNDO_MERGE_BEFORE } from './undo-merge-before-subjects';

/**
 * What was made of a merged record's review, action or screening while two records were one goes back with it, also where no foreign
 * key says what it is about: a reminder hung under the other person, whose scan then called it done, and it was never sent.
 */
export class BelongingsGoBack1795305600670 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [BELONGINGS, UNDO_MERGE, REUNITE]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDO_MERGE_BEFORE);
    await queryRunner.query('DROP FUNCTION belongings()');
  }
}

const BELONGINGS = `
  CREATE FUNCTION belongings() RETURNS TABLE (child text, key_name text, via text, parent text) LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT c.relname::text, k.attname::text, format('t.%I', a.attname), p.relname::text
      FROM tables_of_individuals() t JOIN pg_class c ON c.relname = t.table_name AND c.relnamespace = 'public'::regnamespace
      JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND array_length(f.conkey, 1) = 1
      JOIN pg_class p ON p.oid = f.confrelid
      JOIN tables_of_individuals() o ON o.table_name = p.relname AND o.column_name = 'individual_id'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1]
      JOIN pg_constraint pk ON pk.conrelid = c.oid AND pk.contype = 'p'
      JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = pk.conkey[1]
     WHERE t.column_name = 'individual_id' AND p.relname IN ('plans','plan_goals','screenings','cohort_memberships','review_schedules','reviews',
             'actions','individual_relationships','meeting_items','notes')
       AND NOT (c.relname = 'plan_factor_actions' AND p.relname = 'actions')
    UNION ALL
    -- What these are about is a row of one of several tables, so no foreign key says it.
    SELECT s.child, 'id', s.via, NULL FROM (VALUES
      ('reminders', 't.subject_id'), ('two_person_requests', 't.subject_id'), ('passing_on_agreements', 't.item_id'),
      ('meeting_sealed_parts', 't.row_id'), ('actions', 't.made_in_id'),
      -- Who was handed something over is of the record on which they hold it now.
      ('handover_moves', 'coalesce(t.new_thing_id, t.thing_id)')) s (child, via) $$;
  COMMENT ON FUNCTION belongings() IS
    'What belongs to another thing of an individual, and by what: it goes back with that thing when two records are taken apart. parent: null where that may be of any table.';
  REVOKE ALL ON FUNCTION belongings() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION belongings() TO cohort_system;`;

/** Those that hang under the wrong person from a merge that was undone before; the next scan owes them, and they are sent. */
const REUNITE = `
  DO $do$
  DECLARE
    place record;
  BEGIN
    ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE record_merges NO FORCE ROW LEVEL SECURITY;
    FOR place IN SELECT DISTINCT t.table_name FROM tables_of_individuals() t WHERE t.column_name = 'individual_id' AND t.key_name = 'id'
                    AND t.table_name IN ('review_schedules','plans','actions','screenings','cohort_memberships','individual_relationships') LOOP
      EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', place.table_name);
      EXECUTE format('UPDATE reminders m SET individual_id = s.individual_id FROM %I s WHERE s.id = m.subject_id
        AND (m.individual_id, s.individual_id) IN (SELECT r.survivor_id, r.merged_id FROM record_merges r WHERE r.undone_at IS NOT NULL)', place.table_name);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', place.table_name);
    END LOOP;
    ALTER TABLE record_merges FORCE ROW LEVEL SECURITY;
    ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
  END $do$`;

const UNDO_MERGE = `CREATE OR REPLACE FUNCTION undo_merge(merge uuid, given_reason text, at timestamp with time zone)
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
