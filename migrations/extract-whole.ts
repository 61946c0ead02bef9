/** Who is in an extract for an evaluator, and its rows, whole: by which table or view of stays in the cohort. */
export const extractPeople = (stays: string): string => `
  CREATE OR REPLACE FUNCTION extract_people(detail integer)
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
      JOIN LATERAL (SELECT m.started_on FROM ${stays} m WHERE m.individual_id = i.id ORDER BY m.started_on LIMIT 1) f ON true
      JOIN LATERAL (SELECT m.ended_on FROM ${stays} m WHERE m.individual_id = i.id ORDER BY m.started_on DESC LIMIT 1) l ON true
     WHERE NOT i.is_restricted $$;
`;

export const evaluationExtract = (stays: string): string => `
  CREATE OR REPLACE FUNCTION evaluation_extract(wanted uuid, at timestamptz, inner_key bytea, outer_key bytea, after text, most integer)
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
      SELECT m.exit_reason AS word, count(DISTINCT m.individual_id) AS n FROM people p JOIN ${stays} m ON m.individual_id = p.id GROUP BY m.exit_reason
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
      JOIN LATERAL (SELECT m.started_on FROM ${stays} m WHERE m.individual_id = p.id ORDER BY m.started_on LIMIT 1) f ON true
      JOIN LATERAL (SELECT m.* FROM ${stays} m WHERE m.individual_id = p.id ORDER BY m.started_on DESC LIMIT 1) l ON true
      LEFT JOIN LATERAL (SELECT min(x.approved_at) AS approved_at FROM plans x WHERE x.individual_id = p.id) q ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on, c.id LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT c.exploitation_band, c.violence_band FROM screenings c WHERE c.individual_id = p.id ORDER BY c.screened_on DESC, c.id DESC LIMIT 1) t ON true
     ORDER BY p.name;
  END $$;
`;
