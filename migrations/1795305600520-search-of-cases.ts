import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finding a case by part of a name, by the index on names instead of by reading every case in sight; and by a name that was
 * heard or typed a little differently. Row-level security keeps a comparison of text away from an index, so these two run
 * with the rights of the service and carry the rule of sight themselves; what they answer is joined with individuals again.
 */
export class SearchOfCases1795305600520 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SEARCH);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION cases_found(text, text, boolean, date, uuid, integer);
      DROP FUNCTION cases_alike(text, boolean, integer);`);
  }
}

const SEARCH = `
  -- EXECUTE plans for the text that was typed: what is rare goes by the index of names, what is common in the order of the list.
  CREATE FUNCTION cases_found(wanted text, wanted_reference text, only_mine boolean, after_on date, after_id uuid, most integer)
    RETURNS TABLE (sort_on date, individual_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 26 SET search_path = public, pg_temp AS $$
  BEGIN
    RETURN QUERY EXECUTE $query$
      SELECT DISTINCT c.sort_on, c.individual_id
        FROM individuals i JOIN cases_by_key c ON c.individual_id = i.id
       WHERE i.access_keys && $1 AND c.access_key = ANY ($1)
         AND (i.search_name LIKE '%' || $2 || '%' OR i.reference = $3 OR i.id = (SELECT merged_record(NULL, $3)))
         AND (c.sort_on, c.individual_id) > ($5, $6)
         AND (NOT $4 OR EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id AND a.user_id = $7 AND a.ended_at IS NULL))
       ORDER BY c.sort_on, c.individual_id LIMIT $8 $query$
      USING actor_access_keys(), wanted, wanted_reference, only_mine, after_on, after_id, actor_id(), most;
  END $$;
  COMMENT ON FUNCTION cases_found(text, text, boolean, date, uuid, integer) IS
    'A page of the cases the actor sees whose names contain the text, or whose reference it is. wanted: as in search_name; it holds no sign of a pattern.';

  -- Four letters of nine in common is what a name with one wrong letter in the middle still has.
  CREATE FUNCTION cases_alike(wanted text, only_mine boolean, most integer)
    RETURNS TABLE (sort_on date, individual_id uuid, likeness real)
    LANGUAGE plpgsql SECURITY DEFINER ROWS 10 SET search_path = public, pg_temp AS $$
  BEGIN
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    RETURN QUERY EXECUTE $query$
      SELECT (SELECT min(c.sort_on) FROM cases_by_key c WHERE c.individual_id = f.id AND c.access_key = ANY ($1)), f.id, f.likeness
        FROM (SELECT i.id, greatest(word_similarity($2, i.search_name), CASE WHEN i.match_keys && $3 THEN 0.5 END)::real AS likeness
                FROM individuals i
               WHERE i.access_keys && $1 AND (i.search_name %> $2 OR i.match_keys && $3) AND i.search_name NOT LIKE '%' || $2 || '%'
                 AND (NOT $4 OR EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id AND a.user_id = $5 AND a.ended_at IS NULL))
               ORDER BY likeness DESC, i.id LIMIT $6) f $query$
      USING actor_access_keys(), wanted, name_match_keys(wanted, NULL), only_mine, actor_id(), most;
  END $$;
  COMMENT ON FUNCTION cases_alike(text, boolean, integer) IS
    'The cases the actor sees whose names are nearest to the text in spelling or sound, without those that contain it.';

  ALTER FUNCTION cases_found(text, text, boolean, date, uuid, integer) OWNER TO cohort_system;
  ALTER FUNCTION cases_alike(text, boolean, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION cases_found(text, text, boolean, date, uuid, integer), cases_alike(text, boolean, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION cases_found(text, text, boolean, date, uuid, integer), cases_alike(text, boolean, integer) TO cohort_app;`;
