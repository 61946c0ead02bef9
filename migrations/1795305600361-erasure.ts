import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The deletion of a record: everything that hangs on it, found in the catalogue, in one transaction, by one function that
 * holds the rule of two people itself. Nobody gets a right to delete: cohort_system may, only what belongs to the record
 * that its function is deleting at this moment.
 */
export class Erasure1795305600361 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TARGETS);
    await queryRunner.query(OPENING);
    await queryRunner.query('SELECT open_to_erasure()');
    await queryRunner.query(HISTORY_ENDS_TOO);
    await queryRunner.query(HINDRANCE);
    await queryRunner.query(ERASE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION erase_record(uuid, timestamptz);
      DROP FUNCTION erasure_hindrance(text, uuid);`);
    await queryRunner.query(HISTORY_STAYS);
    await queryRunner.query(CLOSING);
    await queryRunner.query(`
      DROP FUNCTION open_to_erasure();
      DROP FUNCTION erasure_targets();
      DROP FUNCTION being_erased();`);
  }
}

const TARGETS = `
  CREATE FUNCTION being_erased() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('app.erasing', true), ''), '{}')::uuid[] $$;
  COMMENT ON FUNCTION being_erased() IS
    'The record that is deleted at this moment, with what was merged into it. The policies of erasure open its rows to cohort_system, and no other.';

  CREATE FUNCTION erasure_targets() RETURNS TABLE (table_name text, columns text[], of_erased text) LANGUAGE sql STABLE AS $$
    WITH named AS (
      SELECT a.attrelid AS tab, a.attname::text AS col FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attname = 'individual_id' AND a.atttypid = 'uuid'::regtype
      UNION
      SELECT k.conrelid, a.attname::text FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND k.confrelid = 'public.individuals'::regclass
      UNION SELECT 'public.individuals'::regclass::oid, 'id'
      UNION SELECT 'public.referrals'::regclass::oid, 'id'
    ), own AS (
      SELECT tab, array_agg(col ORDER BY col) AS cols,
             string_agg(format('%I = ANY ((SELECT being_erased())::uuid[])', col), ' OR ' ORDER BY col) AS of_erased
        FROM named WHERE tab NOT IN ('public.audit_events'::regclass, 'public.unusual_access'::regclass) GROUP BY tab
    ), below AS (
      SELECT k.conrelid AS tab, array_agg(a.attname::text ORDER BY a.attname) AS cols,
             string_agg(format('%I IN (SELECT %I FROM %I WHERE %s)', a.attname, p.attname, c.relname, o.of_erased), ' OR ' ORDER BY a.attname)
               AS of_erased
        FROM pg_constraint k JOIN own o ON o.tab = k.confrelid JOIN pg_class c ON c.oid = k.confrelid
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        JOIN pg_attribute p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
       WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND k.conrelid NOT IN (SELECT tab FROM own) GROUP BY k.conrelid
    )
    SELECT c.relname::text, t.cols || CASE WHEN EXISTS (SELECT 1 FROM pg_attribute i WHERE i.attrelid = t.tab AND i.attname = 'id'
             AND NOT 'id' = ANY (t.cols)) THEN ARRAY['id'] ELSE '{}' END, t.of_erased
      FROM (SELECT * FROM own UNION ALL SELECT * FROM below) t JOIN pg_class c ON c.oid = t.tab $$;
  COMMENT ON FUNCTION erasure_targets() IS
    'Where everything of a record hangs: each table that names an individual, and what hangs on those rows. The audit is kept: it says who looked, by an id that leads to nobody afterwards.';`;

/** Run by whoever migrates; again after every migration, so that a table of later opens itself. */
const OPENING = `
  CREATE FUNCTION open_to_erasure() RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    target record;
    readable text[];
    deletes boolean;
  BEGIN
    FOR target IN SELECT * FROM erasure_targets() t WHERE NOT EXISTS (SELECT 1 FROM pg_policies p
        WHERE p.schemaname = 'public' AND p.tablename = t.table_name AND p.policyname = t.table_name || '_erasure') LOOP
      SELECT coalesce(array_agg(c), '{}') INTO readable FROM unnest(target.columns) c
       WHERE NOT has_column_privilege('cohort_system', format('public.%I', target.table_name), c, 'SELECT');
      deletes := NOT has_table_privilege('cohort_system', format('public.%I', target.table_name), 'DELETE');
      EXECUTE format('CREATE POLICY %I ON %I TO cohort_system USING (%s)', target.table_name || '_erasure', target.table_name, target.of_erased);
      IF cardinality(readable) > 0 THEN
        EXECUTE format('GRANT SELECT (%s) ON %I TO cohort_system', array_to_string(readable, ', '), target.table_name);
      END IF;
      IF deletes THEN
        EXECUTE format('GRANT DELETE ON %I TO cohort_system', target.table_name);
      END IF;
      -- What was given with it is taken back with it.
      EXECUTE format('COMMENT ON POLICY %I ON %I IS %L', target.table_name || '_erasure', target.table_name,
        json_build_object('select', readable, 'delete', deletes)::text);
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION open_to_erasure() FROM PUBLIC;`;

const CLOSING = `
  DO $$
  DECLARE
    opened record;
    given json;
  BEGIN
    FOR opened IN SELECT c.relname, p.polname, obj_description(p.oid, 'pg_policy') AS given FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
       WHERE c.relnamespace = 'public'::regnamespace AND p.polname = c.relname || '_erasure' LOOP
      given := opened.given::json;
      EXECUTE format('DROP POLICY %I ON %I', opened.polname, opened.relname);
      IF json_array_length(given -> 'select') > 0 THEN
        EXECUTE format('REVOKE SELECT (%s) ON %I FROM cohort_system',
          (SELECT string_agg(c, ', ') FROM json_array_elements_text(given -> 'select') c), opened.relname);
      END IF;
      IF (given ->> 'delete')::boolean THEN
        EXECUTE format('REVOKE DELETE ON %I FROM cohort_system', opened.relname);
      END IF;
    END LOOP;
  END $$;`;

/** History that nobody changes goes with the record it is the history of, and in no other way. The audit's triggers stay. */
const APPEND_ONLY = [
  'measures',
  'review_acknowledgements',
  'review_action_answers',
  'review_schedule_changes',
  'review_triggers',
  'screening_judgement_decisions',
];

const HISTORY_ENDS_TOO = `
  CREATE FUNCTION refuse_deletion_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_user = 'cohort_system' AND OLD.individual_id = ANY (being_erased()) THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'history is not deleted' USING ERRCODE = 'TC002';
  END $$;
  ${APPEND_ONLY.map(
    (table) => `DROP TRIGGER ${table}_append_only ON ${table};
  CREATE TRIGGER ${table}_append_only BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  CREATE TRIGGER ${table}_kept BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_history();`,
  ).join('\n  ')}`;

const HISTORY_STAYS = `
  ${APPEND_ONLY.map(
    (table) => `DROP TRIGGER ${table}_kept ON ${table};
  DROP TRIGGER ${table}_append_only ON ${table};
  CREATE TRIGGER ${table}_append_only BEFORE DELETE OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();`,
  ).join('\n  ')}
  DROP FUNCTION refuse_deletion_of_history();`;

const HINDRANCE = `
  CREATE FUNCTION erasure_hindrance(kind text, subject uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE
      WHEN kind = 'individual' AND NOT EXISTS (SELECT 1 FROM individuals i WHERE i.id = subject AND NOT i.is_restricted) THEN 'gone'
      WHEN kind = 'referral' AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.id = subject AND r.individual_id IS NULL) THEN 'gone'
      WHEN EXISTS (SELECT 1 FROM legal_holds h WHERE h.subject_id = subject AND h.ended_at IS NULL) THEN 'held'
      WHEN EXISTS (SELECT 1 FROM break_glass_grants g WHERE g.individual_id = subject AND g.reviewed_at IS NULL) THEN 'unreviewed'
      WHEN EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = subject AND m.ended_on IS NULL) THEN 'in_cohort'
    END $$;
  COMMENT ON FUNCTION erasure_hindrance(text, uuid) IS
    'What stands in the way of deleting a record, as one word. A restricted record is answered as one that is not there.';
  ALTER FUNCTION erasure_hindrance(text, uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION erasure_hindrance(text, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erasure_hindrance(text, uuid) TO cohort_app;`;

const ERASE = `
  CREATE FUNCTION erase_record(wanted uuid, at timestamptz) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    asked erasures%ROWTYPE;
    waiting text[];
    next_table text;
    condition text;
    deleted bigint;
    removed jsonb := '{}';
    also uuid[];
  BEGIN
    SELECT * INTO asked FROM erasures e WHERE e.id = wanted AND e.status = 'waiting' FOR UPDATE;
    IF NOT FOUND OR NOT actor_has_role('governance') OR asked.asked_by = actor_id() THEN
      RAISE EXCEPTION 'a second person of governance decides' USING ERRCODE = 'TC003';
    END IF;
    PERFORM 1 FROM individuals i WHERE i.id = asked.subject_id FOR UPDATE;
    IF erasure_hindrance(asked.subject_kind, asked.subject_id) IS NOT NULL THEN
      RAISE EXCEPTION 'something stands in the way' USING ERRCODE = 'TC003';
    END IF;
    also := ARRAY[asked.subject_id];
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'individuals'::regclass AND attname = 'merged_into' AND NOT attisdropped) THEN
      EXECUTE 'SELECT $1 || coalesce(array_agg(i.id), ''{}'') FROM individuals i WHERE i.merged_into = ANY ($1)' INTO also USING also;
    END IF;
    PERFORM set_config('app.erasing', also::text, true);
    SELECT array_agg(t.table_name ORDER BY t.table_name) INTO waiting FROM erasure_targets() t;
    WHILE cardinality(waiting) > 0 LOOP
      -- Whatever nothing else that waits refers to: children before parents.
      SELECT w INTO next_table FROM unnest(waiting) w WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND k.confrelid = format('public.%I', w)::regclass
         AND k.conrelid <> k.confrelid AND c.relname = ANY (waiting)) ORDER BY w LIMIT 1;
      IF next_table IS NULL THEN
        RAISE EXCEPTION 'tables refer to each other in a ring: %', waiting;
      END IF;
      SELECT t.of_erased INTO condition FROM erasure_targets() t WHERE t.table_name = next_table;
      EXECUTE format('DELETE FROM %I WHERE %s', next_table, condition);
      GET DIAGNOSTICS deleted = ROW_COUNT;
      IF deleted > 0 THEN
        removed := removed || jsonb_build_object(next_table, deleted);
      END IF;
      waiting := array_remove(waiting, next_table);
    END LOOP;
    DELETE FROM legal_holds h WHERE h.subject_id = ANY (also);
    PERFORM set_config('app.erasing', '', true);
    UPDATE erasures e SET status = 'done', decided_by = actor_id(), decided_at = at, subject_id = NULL, reference = NULL,
      reason = NULL, refusal = NULL, counts = removed, version = e.version + 1 WHERE e.id = wanted;
    RETURN removed;
  END $$;
  COMMENT ON FUNCTION erase_record(uuid, timestamptz) IS
    'Deletes the record that somebody else asked to be deleted, with all that hangs on it, and answers how many rows of what.';
  ALTER FUNCTION erase_record(uuid, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION erase_record(uuid, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION erase_record(uuid, timestamptz) TO cohort_app;`;
