import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finding records that may be about the same person. Every record carries the keys by which an error of hearing, typing or
 * copying would still find it; looking is by an index on them, so that it stays quick among a million people. Who looks
 * finds only among the records they see: the functions carry that rule themselves.
 */
export class MatchKeys1795305600310 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(KEYS);
    await queryRunner.query(CANDIDATES);
    await queryRunner.query(DECISIONS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE duplicate_decisions;
      DROP FUNCTION match_pairs(uuid, integer);
      DROP FUNCTION match_candidates(text, date, text[], text[], text[], uuid);
      DROP FUNCTION candidates_by_keys(text[], text[], text[], text[], uuid, uuid[]);
      DROP POLICY individual_identifiers_system ON individual_identifiers;
      DROP POLICY individual_addresses_system ON individual_addresses;
      REVOKE SELECT ON individual_identifiers, individual_addresses FROM cohort_system;
      DROP INDEX individual_addresses_postcode_index;
      DROP INDEX individuals_match_keys_index;
      DROP TRIGGER individuals_match_keys ON individuals;
      DROP FUNCTION keep_match_keys();
      ALTER TABLE individuals DROP COLUMN match_keys;
      DROP FUNCTION name_probe_keys(text, date);
      DROP FUNCTION name_match_keys(text, date);
      DROP FUNCTION days_near(date);
      DROP FUNCTION sound_of(text);`);
  }
}

const KEYS = `
  CREATE FUNCTION sound_of(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = public, pg_temp AS $$
    SELECT coalesce(nullif(dmetaphone(word), ''), left(word, 4)) $$;
  COMMENT ON FUNCTION sound_of(text) IS 'How a part of a name sounds, and how it begins where that says nothing.';

  CREATE FUNCTION name_match_keys(names text, born_on date) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = public, pg_temp AS $$
    WITH words AS (
      SELECT word, sound_of(word) AS sound FROM (
        SELECT w.word, min(w.place) AS place FROM regexp_split_to_table(names, ' ') WITH ORDINALITY w(word, place)
         WHERE length(w.word) > 1 GROUP BY w.word ORDER BY 2 LIMIT 6) first
    )
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
      SELECT 'n:' || least(a.sound, b.sound) || ' ' || greatest(a.sound, b.sound) AS key
        FROM words a JOIN words b ON a.word < b.word
      UNION ALL SELECT 'w:' || least(left(a.word, 3), left(b.word, 3)) || ' ' || greatest(left(a.word, 3), left(b.word, 3))
        FROM words a JOIN words b ON a.word < b.word
      UNION ALL SELECT 'b:' || born_on || ' ' || sound FROM words WHERE born_on IS NOT NULL
      UNION ALL SELECT 'd:' || born_on WHERE born_on IS NOT NULL
    ) keys(key) $$;
  COMMENT ON FUNCTION name_match_keys(text, date) IS
    'n: two parts of the name by sound, in either order. w: by their beginnings. b: one part by sound with the date of birth. d: the date alone.';

  CREATE FUNCTION days_near(day date) RETURNS date[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = public, pg_temp AS $$
  DECLARE
    found date[] := ARRAY[day - 1, day + 1, (day - interval '1 year')::date, (day + interval '1 year')::date,
      (day - interval '10 years')::date, (day + interval '10 years')::date, (day - interval '1 month')::date,
      (day + interval '1 month')::date, day - 10, day + 10];
    y integer := extract(year FROM day); m integer := extract(month FROM day); d integer := extract(day FROM day);
  BEGIN
    IF d <= 12 AND d <> m THEN found := found || make_date(y, d, m); END IF;
    IF y % 100 NOT IN (0, 11, 22, 33, 44, 55, 66, 77, 88, 99) AND NOT (m = 2 AND d = 29) THEN
      found := found || make_date(y - y % 100 + (y % 10) * 10 + (y % 100) / 10, m, d);
    END IF;
    IF d % 10 BETWEEN 1 AND 3 AND d % 10 <> d / 10 AND (d % 10) * 10 + d / 10 <= 28 THEN
      found := found || make_date(y, m, (d % 10) * 10 + d / 10);
    ELSIF d <= 9 AND d * 10 <= 28 THEN
      found := found || make_date(y, m, d * 10);
    END IF;
    IF m = 10 THEN found := found || make_date(y, 1, d); ELSIF m = 1 AND d <= 30 THEN found := found || make_date(y, 10, d); END IF;
    RETURN found;
  END $$;
  COMMENT ON FUNCTION days_near(date) IS
    'What a date of birth may have been meant to be: day and month swapped, digits the wrong way round, one day, month, year or ten years off.';

  CREATE FUNCTION name_probe_keys(names text, born_on date) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = public, pg_temp AS $$
    SELECT name_match_keys(names, born_on) || coalesce((
      SELECT array_agg('b:' || near || ' ' || sound_of(word))
        FROM unnest(days_near(born_on)) near, (SELECT word FROM regexp_split_to_table(names, ' ') word WHERE length(word) > 1 LIMIT 6) words
       WHERE born_on IS NOT NULL), '{}') $$;

  ALTER TABLE individuals ADD COLUMN match_keys text[] NOT NULL GENERATED ALWAYS AS (name_match_keys(search_name, date_of_birth)) STORED;
  -- Computed once for the records there are, in one pass and past their version rule; from here on a trigger keeps it.
  ALTER TABLE individuals ALTER COLUMN match_keys DROP EXPRESSION, ALTER COLUMN match_keys SET DEFAULT '{}';
  CREATE FUNCTION keep_match_keys() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    NEW.match_keys := name_match_keys(NEW.search_name, NEW.date_of_birth);
    RETURN NEW;
  END $$;
  CREATE TRIGGER individuals_match_keys BEFORE INSERT OR UPDATE OF search_name, date_of_birth ON individuals
    FOR EACH ROW EXECUTE FUNCTION keep_match_keys();
  COMMENT ON COLUMN individuals.match_keys IS 'By what a record of the same person would be found: name_match_keys().';
  CREATE INDEX individuals_match_keys_index ON individuals USING gin (match_keys);
  CREATE INDEX individual_addresses_postcode_index ON individual_addresses (postcode) WHERE withdrawn_at IS NULL;`;

const CANDIDATES = `
  GRANT SELECT ON individual_identifiers, individual_addresses TO cohort_system;
  CREATE POLICY individual_identifiers_system ON individual_identifiers FOR SELECT TO cohort_system USING (true);
  CREATE POLICY individual_addresses_system ON individual_addresses FOR SELECT TO cohort_system USING (true);

  CREATE FUNCTION candidates_by_keys(keys text[], kinds text[], numbers text[], postcodes text[], except_id uuid, sight uuid[])
    RETURNS TABLE (individual_id uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT id FROM (
      SELECT i.id, (SELECT count(*) FROM unnest(i.match_keys) k WHERE k = ANY (keys)) AS shared
        FROM individuals i WHERE i.match_keys && keys AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
       ORDER BY shared DESC, i.id DESC LIMIT 60) by_name
    UNION
    SELECT n.individual_id FROM unnest(kinds, numbers) wanted(kind, value)
      JOIN individual_identifiers n ON n.kind = wanted.kind AND n.value = wanted.value AND n.withdrawn_at IS NULL
      JOIN individuals i ON i.id = n.individual_id AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
    UNION
    SELECT id FROM (
      SELECT i.id FROM individual_addresses a
        JOIN individuals i ON i.id = a.individual_id AND i.access_keys && sight AND i.id IS DISTINCT FROM except_id
       WHERE a.postcode = ANY (postcodes) AND a.withdrawn_at IS NULL LIMIT 60) by_home $$;

  CREATE FUNCTION match_candidates(names text, born_on date, kinds text[], numbers text[], postcodes text[], except_id uuid)
    RETURNS TABLE (individual_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.individual_id FROM candidates_by_keys(name_probe_keys(names, born_on), kinds, numbers, postcodes, except_id,
      (SELECT actor_access_keys())) c $$;
  COMMENT ON FUNCTION match_candidates(text, date, text[], text[], text[], uuid) IS
    'Who may be the same person among the records the actor sees. To whoever is not named, a restricted person is not there.';

  CREATE FUNCTION match_pairs(before uuid, seeds integer) RETURNS TABLE (newer_id uuid, older_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH newest AS MATERIALIZED (
      SELECT i.id, i.search_name, i.date_of_birth FROM individuals i
       WHERE i.access_keys && (SELECT actor_access_keys()) AND (before IS NULL OR i.id < before)
       ORDER BY i.id DESC LIMIT least(seeds, 500)
    )
    SELECT s.id, c.individual_id FROM newest s LEFT JOIN LATERAL candidates_by_keys(
        name_probe_keys(s.search_name, s.date_of_birth),
        ARRAY(SELECT n.kind FROM individual_identifiers n WHERE n.individual_id = s.id AND n.withdrawn_at IS NULL ORDER BY n.id),
        ARRAY(SELECT n.value FROM individual_identifiers n WHERE n.individual_id = s.id AND n.withdrawn_at IS NULL ORDER BY n.id),
        ARRAY(SELECT DISTINCT a.postcode FROM individual_addresses a WHERE a.individual_id = s.id AND a.postcode IS NOT NULL AND a.withdrawn_at IS NULL),
        s.id, (SELECT actor_access_keys())) c ON c.individual_id < s.id $$;
  COMMENT ON FUNCTION match_pairs(uuid, integer) IS
    'The newest records the actor sees, each with the older ones that may be about the same person: a row with null for one with none.';

  ALTER FUNCTION match_candidates(text, date, text[], text[], text[], uuid) OWNER TO cohort_system;
  ALTER FUNCTION match_pairs(uuid, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION match_candidates(text, date, text[], text[], text[], uuid), match_pairs(uuid, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION match_candidates(text, date, text[], text[], text[], uuid), match_pairs(uuid, integer) TO cohort_app;`;

const DECISIONS = `
  CREATE TABLE duplicate_decisions (
    id uuid CONSTRAINT duplicate_decisions_pk PRIMARY KEY,
    lower_id uuid NOT NULL CONSTRAINT duplicate_decisions_lower_fk REFERENCES individuals,
    higher_id uuid NOT NULL CONSTRAINT duplicate_decisions_higher_fk REFERENCES individuals,
    reason text NOT NULL CONSTRAINT duplicate_decisions_have_a_reason CHECK (length(trim(reason)) > 0),
    compared_as text NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT duplicate_decisions_decided_by_fk REFERENCES users,
    decided_at timestamptz NOT NULL,
    reopened_by uuid CONSTRAINT duplicate_decisions_reopened_by_fk REFERENCES users,
    reopened_at timestamptz,
    reopened_because text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT duplicate_decisions_ordered CHECK (lower_id < higher_id),
    CONSTRAINT duplicate_decisions_reopening_is_whole CHECK
      ((reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopened_because IS NULL))
  );
  CREATE UNIQUE INDEX duplicate_decisions_one_standing ON duplicate_decisions (lower_id, higher_id) WHERE reopened_at IS NULL;
  CREATE INDEX duplicate_decisions_lower_index ON duplicate_decisions (lower_id);
  CREATE INDEX duplicate_decisions_higher_index ON duplicate_decisions (higher_id);
  CREATE INDEX duplicate_decisions_decided_by_index ON duplicate_decisions (decided_by);
  CREATE INDEX duplicate_decisions_reopened_by_index ON duplicate_decisions (reopened_by);
  COMMENT ON TABLE duplicate_decisions IS
    'That two records are of two people: one row for both orders. Seen by whoever sees both; asked again when what was compared has changed.';
  COMMENT ON COLUMN duplicate_decisions.compared_as IS 'A hash of what was compared, so that a change is noticed without a second copy of anybody''s particulars.';
  ALTER TABLE duplicate_decisions ENABLE ROW LEVEL SECURITY; ALTER TABLE duplicate_decisions FORCE ROW LEVEL SECURITY;
  CREATE POLICY duplicate_decisions_of_both ON duplicate_decisions TO cohort_app
    USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = lower_id) AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = higher_id));
  CREATE POLICY duplicate_decisions_not_added_by_grant ON duplicate_decisions AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (NOT ARRAY[lower_id, higher_id] && (SELECT open_by_grant_alone())::uuid[]);
  CREATE POLICY duplicate_decisions_not_changed_by_grant ON duplicate_decisions AS RESTRICTIVE FOR UPDATE TO cohort_app
    USING (true) WITH CHECK (NOT ARRAY[lower_id, higher_id] && (SELECT open_by_grant_alone())::uuid[]);
  GRANT SELECT, INSERT ON duplicate_decisions TO cohort_app;
  GRANT UPDATE (reopened_by, reopened_at, reopened_because, version) ON duplicate_decisions TO cohort_app;
  CREATE TRIGGER duplicate_decisions_version BEFORE UPDATE ON duplicate_decisions FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();`;
