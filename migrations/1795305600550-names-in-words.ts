import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that analysts read and that are published name nobody: what a writer may see is refused, the rest held back when it is published. */
export class NamesInWords1795305600550 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NAMES);
    await queryRunner.query(HELD_BACK);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION held_back_from_publication(uuid);
      DROP POLICY report_packs_system ON report_packs;
      REVOKE SELECT ON report_packs FROM cohort_system;
      DROP FUNCTION may_name_somebody(text);`);
  }
}

/**
 * Two words beside one another, or with one between, that are both names of one person: full names in either order, preferred names
 * and aliases. The keys find the candidates by an index, so that it stays quick among a million people.
 */
const NAMES = `
  CREATE FUNCTION may_name_somebody(wanted text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH words AS MATERIALIZED (
      SELECT w.word, row_number() OVER (ORDER BY w.place) AS place
        FROM regexp_split_to_table(lower(regexp_replace(regexp_replace(normalize(wanted, NFKD), '[\\u0300-\\u036f]', '', 'g'),
               '[^[:alnum:]]+', ' ', 'g')), ' ') WITH ORDINALITY w(word, place)
       WHERE length(w.word) > 1
    ), pairs AS MATERIALIZED (
      SELECT DISTINCT a.word AS one, b.word AS other,
             'n:' || least(sound_of(a.word), sound_of(b.word)) || ' ' || greatest(sound_of(a.word), sound_of(b.word)) AS key
        FROM words a JOIN words b ON b.place - a.place IN (1, 2) AND a.word <> b.word
    )
    SELECT wanted ~* '\\mTC[^[:alnum:]]{0,2}[0-9]{4}[^[:alnum:]]{0,2}[0-9]{3,}' OR EXISTS (
      SELECT 1 FROM individuals i JOIN pairs p ON i.match_keys @> ARRAY[p.key] AND string_to_array(i.search_name, ' ') @> ARRAY[p.one, p.other]
       WHERE i.match_keys && ARRAY(SELECT key FROM pairs)) $$;
  COMMENT ON FUNCTION may_name_somebody(text) IS
    'Whether a text holds a reference, or two names of one person whom the caller sees: with no more rights than the caller has.';`;

const HELD_BACK = `
  GRANT SELECT ON report_packs TO cohort_system;
  CREATE POLICY report_packs_system ON report_packs FOR SELECT TO cohort_system USING (true);
  CREATE FUNCTION held_back_from_publication(wanted_report uuid) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
      SELECT t.part FROM report_packs k, LATERAL (
          SELECT n ->> 'section' AS part, n ->> 'text' AS text FROM jsonb_array_elements(k.content -> 'narratives') n
          UNION ALL
          SELECT f ->> 'code', f ->> 'name' FROM jsonb_array_elements(k.content -> 'figures') f) t
       WHERE k.report_id = wanted_report AND (actor_has_role('analyst') OR actor_has_role('panel_chair')) AND may_name_somebody(t.text)
       ORDER BY t.part) $$;
  COMMENT ON FUNCTION held_back_from_publication(uuid) IS
    'The boxes and figures of an issued report whose words may name somebody on record, restricted or not. It takes no text, only what was issued, so that nobody can try out names with it.';
  ALTER FUNCTION held_back_from_publication(uuid) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION held_back_from_publication(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION held_back_from_publication(uuid) TO cohort_app;`;
