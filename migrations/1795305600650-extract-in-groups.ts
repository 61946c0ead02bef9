import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In an extract for an evaluator nobody stands alone: it is made only so detailed that each combination stands for a group. */
export class ExtractInGroups1795305600650 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RECORD);
    await queryRunner.query(GROUPS);
    await queryRunner.query(`
      DROP FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer);
      ${EXTRACT}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer);
      DROP FUNCTION extract_details();
      DROP FUNCTION extract_grouped(integer, integer);
      DROP FUNCTION extract_people(integer);
      DROP FUNCTION extract_time(date, integer);
      DROP POLICY small_number_rules_extract ON small_number_rules;
      ALTER TABLE exports DROP CONSTRAINT exports_evaluation_is_grouped, DROP COLUMN detail, DROP COLUMN least_group,
        DROP COLUMN alone_share, DROP COLUMN withheld_share;
      ${BEFORE}`);
  }
}

const RECORD = `
  ALTER TABLE exports ADD COLUMN detail integer, ADD COLUMN least_group integer, ADD COLUMN alone_share integer, ADD COLUMN withheld_share integer;
  COMMENT ON COLUMN exports.detail IS 'How coarse an extract is made: 0 is months and first half of the postcode; see extract_people().';
  COMMENT ON COLUMN exports.least_group IS 'No combination of age, sex, ethnicity, area and times in the extract stands for fewer people.';
  COMMENT ON COLUMN exports.alone_share IS 'Of a hundred people in it, how many would stand alone at the finest detail, to ten.';
  COMMENT ON COLUMN exports.withheld_share IS 'Of a hundred people in it, of how many age, sex, ethnicity, area and times are withheld, to five upwards.';
  -- Agreed to without anybody having been told how many stand alone: to be asked for anew.
  UPDATE exports SET expires_at = now(), version = version + 1 WHERE kind = 'evaluation' AND expires_at > now();
  ALTER TABLE exports ADD CONSTRAINT exports_evaluation_is_grouped CHECK (kind = 'cases' OR
    (detail IS NOT NULL AND least_group >= 5 AND alone_share IS NOT NULL AND withheld_share IS NOT NULL)) NOT VALID;`;

const GROUPS = `
  CREATE POLICY small_number_rules_extract ON small_number_rules FOR SELECT TO cohort_system USING (true);
  GRANT SELECT ON small_number_rules TO cohort_system;
  CREATE FUNCTION extract_time(day date, detail integer) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN detail = 0 THEN to_char(day, 'YYYY-MM')
                WHEN detail < 3 THEN to_char(date_trunc('quarter', day), 'YYYY-MM') || ' to ' || to_char(date_trunc('quarter', day) + interval '2 months', 'YYYY-MM')
                ELSE to_char(day, 'YYYY') END $$;
  COMMENT ON FUNCTION extract_time(date, integer) IS 'A day as a month, three months or a year, by how coarse the extract is.';
  CREATE FUNCTION extract_people(detail integer)
    RETURNS TABLE (id uuid, age_band text, sex text, ethnicity_group text, area text, entered_in text, left_in text)
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT i.id,
           CASE WHEN i.date_of_birth IS NULL THEN 'not known'
                WHEN extract(year FROM age(f.started_on, i.date_of_birth)) < 14 THEN 'under 14'
                WHEN extract(year FROM age(f.started_on, i.date_of_birth)) < 18 THEN '14 to 17' ELSE '18 and over' END,
           CASE WHEN detail < 6 THEN i.sex ELSE 'withheld' END,
           CASE WHEN detail > 4 THEN 'withheld' WHEN i.ethnicity IN ('NS','not_asked') THEN i.ethnicity ELSE left(i.ethnicity, 1) END,
           CASE WHEN detail > 1 THEN 'withheld' ELSE
             coalesce((SELECT split_part(upper(trim(d.postcode)), ' ', 1) FROM individual_addresses d WHERE d.individual_id = i.id AND d.withdrawn_at IS NULL
                          AND d.postcode ~ '^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ' ORDER BY d.until_on DESC NULLS FIRST, d.recorded_at DESC LIMIT 1), 'not known') END,
           extract_time(f.started_on, detail),
           CASE WHEN l.ended_on IS NULL OR detail < 4 THEN extract_time(l.ended_on, detail) ELSE 'left' END
      FROM individuals i
      JOIN LATERAL (SELECT m.started_on FROM cohort_memberships m WHERE m.individual_id = i.id ORDER BY m.started_on LIMIT 1) f ON true
      JOIN LATERAL (SELECT m.ended_on FROM cohort_memberships m WHERE m.individual_id = i.id ORDER BY m.started_on DESC LIMIT 1) l ON true
     WHERE NOT i.is_restricted $$;
  COMMENT ON FUNCTION extract_people(integer) IS
    'By what somebody could be found again in an extract, coarser from step to step: 0 months and area, 1 three months, 2 no area, 3 years, 4 only that they left, 5 no ethnicity, 6 no sex.';
  CREATE FUNCTION extract_grouped(detail integer, smallest integer)
    RETURNS TABLE (id uuid, age_band text, sex text, ethnicity_group text, area text, entered_in text, left_in text, people integer, is_withheld boolean)
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH p AS (SELECT x.*, concat_ws('|', x.age_band, x.sex, x.ethnicity_group, x.area, x.entered_in, coalesce(x.left_in, '')) AS alike FROM extract_people(detail) x),
    sized AS (SELECT p.*, count(*) OVER (PARTITION BY p.alike) AS n FROM p),
    ranked AS (SELECT s.*, count(*) OVER (ORDER BY s.n, s.alike) - s.n AS before FROM sized s)
    -- Those in small groups are withheld together; where they are too few themselves, the next smallest group with them.
    SELECT r.id, r.age_band, r.sex, r.ethnicity_group, r.area, r.entered_in, r.left_in, r.n::integer, r.n < smallest OR r.before BETWEEN 1 AND smallest - 1
      FROM ranked r $$;
  COMMENT ON FUNCTION extract_grouped(integer, integer) IS 'How many stand together by all of it, and of whom it is withheld because the group is too small.';
  CREATE FUNCTION extract_details() RETURNS TABLE (detail integer, least_group integer, people integer, alone integer, withheld integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE smallest integer := greatest(5, coalesce((SELECT r.threshold FROM small_number_rules r ORDER BY r.set_at DESC, r.id DESC LIMIT 1), 5));
  BEGIN
    IF NOT (actor_has_role('analyst') OR actor_has_role('governance')) THEN
      RAISE EXCEPTION 'Extracts are for analysts and governance.' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    SELECT s.detail, smallest, count(g.id)::integer, count(*) FILTER (WHERE g.people = 1)::integer, count(*) FILTER (WHERE g.is_withheld)::integer
      FROM generate_series(0, 6) s(detail) LEFT JOIN LATERAL extract_grouped(s.detail, smallest) g ON true GROUP BY s.detail ORDER BY s.detail;
  END $$;
  COMMENT ON FUNCTION extract_details() IS 'For each step how many people an extract would hold, how many of them alone, and of how many it would withhold by what they could be found again. Counts only.';
  ALTER FUNCTION extract_people(integer) OWNER TO cohort_system;
  ALTER FUNCTION extract_grouped(integer, integer) OWNER TO cohort_system;
  ALTER FUNCTION extract_details() OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION extract_people(integer), extract_grouped(integer, integer), extract_details() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION extract_details() TO cohort_app;`;

const EXTRACT = `
  CREATE FUNCTION evaluation_extract(wanted uuid, at timestamptz, inner_key bytea, outer_key bytea, after text, most integer)
    RETURNS TABLE (pseudonym text, age_band text, sex text, ethnicity_group text, area text, entered_in text, tier text,
                   is_experiencing boolean, is_perpetrating boolean, left_in text, exit_reason text, plan_approved_within text,
                   first_exploitation_band text, first_violence_band text, last_exploitation_band text, last_violence_band text, reviews_held text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  DECLARE agreed exports%ROWTYPE;
  BEGIN
    SELECT * INTO agreed FROM exports e WHERE e.id = wanted AND e.kind = 'evaluation' AND e.status = 'ready' AND e.expires_at > at
       AND e.detail IS NOT NULL AND e.requested_by = actor_id() AND actor_has_role('analyst');
    IF NOT FOUND THEN
      RAISE EXCEPTION 'No extract was agreed for this person now.' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    WITH people AS MATERIALIZED (
      -- HMAC (RFC 2104) of the record's id: the two keys are one key, padded inside and outside.
      SELECT g.*, encode(sha256(outer_key || sha256(inner_key || convert_to(g.id::text, 'UTF8'))), 'hex') AS name
        FROM extract_grouped(agreed.detail, agreed.least_group) g
    ), reason AS (
      SELECT m.exit_reason AS word, count(DISTINCT m.individual_id) AS n FROM people p JOIN cohort_memberships m ON m.individual_id = p.id GROUP BY m.exit_reason
    ), page AS (
      SELECT p.* FROM people p WHERE p.name > after ORDER BY p.name LIMIT most
    )
    SELECT p.name,
           CASE WHEN p.is_withheld THEN 'withheld' ELSE p.age_band END, CASE WHEN p.is_withheld THEN 'withheld' ELSE p.sex END,
           CASE WHEN p.is_withheld THEN 'withheld' ELSE p.ethnicity_group END, CASE WHEN p.is_withheld THEN 'withheld' ELSE p.area END,
           CASE WHEN p.is_withheld THEN 'withheld' ELSE p.entered_in END,
           l.tier, l.is_experiencing, l.is_perpetrating,
           CASE WHEN p.is_withheld THEN 'withheld' ELSE p.left_in END,
           -- A reason that few left for would tell who did.
           CASE WHEN p.is_withheld OR (SELECT r.n FROM reason r WHERE r.word = l.exit_reason) < agreed.least_group THEN 'withheld' ELSE l.exit_reason END,
           CASE WHEN q.approved_at IS NULL THEN NULL
                WHEN q.approved_at < f.started_on + interval '29 days' THEN '28 days' WHEN q.approved_at < f.started_on + interval '57 days' THEN '56 days'
                ELSE 'later' END,
           s.exploitation_band, s.violence_band, t.exploitation_band, t.violence_band,
           (SELECT CASE WHEN count(*) < 3 THEN count(*)::text ELSE '3 or more' END FROM reviews r WHERE r.individual_id = p.id)
      FROM page p
      JOIN LATERAL (SELECT m.started_on FROM cohort_memberships m WHERE m.individual_id = p.id ORDER BY m.started_on LIMIT 1) f ON true
      JOIN LATERAL (SELECT m.* FROM cohort_memberships m WHERE m.individual_id = p.id ORDER BY m.started_on DESC LIMIT 1) l ON true
      LEFT JOIN LATERAL (SELECT min(x.approved_at) AS approved_at FROM plans x WHERE x.individual_id = p.id) q ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on, c.id LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on DESC, c.id DESC LIMIT 1) t ON true
     ORDER BY p.name;
  END $$;
  COMMENT ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) IS
    'Rows for an evaluator, only for an extract that governance agreed to and its own analyst: keyed pseudonyms and what extract_grouped() gives, withheld where a group is too small; no name, number, reference or words. Nobody restricted.';
  ALTER FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) TO cohort_app;`;

/** As it was before. */
const BEFORE = `
  CREATE FUNCTION evaluation_extract(wanted uuid, at timestamptz, inner_key bytea, outer_key bytea, after text, most integer)
    RETURNS TABLE (pseudonym text, age_band text, sex text, ethnicity_group text, area text, entered_in text, tier text,
                   is_experiencing boolean, is_perpetrating boolean, left_in text, exit_reason text, plan_approved_in text,
                   first_exploitation_band text, first_violence_band text, last_exploitation_band text, last_violence_band text, reviews_held integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM exports e WHERE e.id = wanted AND e.kind = 'evaluation' AND e.status = 'ready' AND e.expires_at > at
                      AND e.requested_by = actor_id() AND actor_has_role('analyst')) THEN
      RAISE EXCEPTION 'No extract was agreed for this person now.' USING ERRCODE = 'TC003';
    END IF;
    RETURN QUERY
    WITH people AS (
      -- HMAC (RFC 2104) of the record's id: the two keys are one key, padded inside and outside.
      SELECT i.id, i.date_of_birth, i.sex, i.ethnicity, encode(sha256(outer_key || sha256(inner_key || convert_to(i.id::text, 'UTF8'))), 'hex') AS name
        FROM individuals i WHERE NOT i.is_restricted AND EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = i.id)
    ), page AS (
      SELECT p.* FROM people p WHERE p.name > after ORDER BY p.name LIMIT most
    )
    SELECT p.name,
           CASE WHEN p.date_of_birth IS NULL THEN 'not known'
                WHEN extract(year FROM age(f.started_on, p.date_of_birth)) < 14 THEN 'under 14'
                WHEN extract(year FROM age(f.started_on, p.date_of_birth)) < 18 THEN '14 to 17' ELSE '18 and over' END,
           p.sex,
           CASE WHEN p.ethnicity IN ('NS','not_asked') THEN p.ethnicity ELSE left(p.ethnicity, 1) END,
           coalesce((SELECT split_part(upper(trim(d.postcode)), ' ', 1) FROM individual_addresses d WHERE d.individual_id = p.id AND d.withdrawn_at IS NULL
                        AND d.postcode ~ '^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ' ORDER BY d.until_on DESC NULLS FIRST, d.recorded_at DESC LIMIT 1), 'not known'),
           to_char(f.started_on, 'YYYY-MM'), l.tier, l.is_experiencing, l.is_perpetrating, to_char(l.ended_on, 'YYYY-MM'), l.exit_reason,
           (SELECT to_char(min(q.approved_at), 'YYYY-MM') FROM plans q WHERE q.individual_id = p.id),
           s.exploitation_band, s.violence_band, t.exploitation_band, t.violence_band,
           (SELECT count(*)::integer FROM reviews r WHERE r.individual_id = p.id)
      FROM page p
      JOIN LATERAL (SELECT m.started_on FROM cohort_memberships m WHERE m.individual_id = p.id ORDER BY m.started_on LIMIT 1) f ON true
      JOIN LATERAL (SELECT m.* FROM cohort_memberships m WHERE m.individual_id = p.id ORDER BY m.started_on DESC LIMIT 1) l ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on, c.id LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on DESC, c.id DESC LIMIT 1) t ON true
     ORDER BY p.name;
  END $$;
  COMMENT ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) IS
    'Rows for an evaluator, only for an extract that governance agreed to and its own analyst: keyed pseudonyms, months, bands and the first half of a postcode; no name, number, reference or words. Nobody restricted.';
  ALTER FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) TO cohort_app;`;
