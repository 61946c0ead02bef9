import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that leave: who asked for what and why, who agreed, how many rows went, and when each must be gone. */
export class Exports1795305600333 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE exports (
        id uuid CONSTRAINT exports_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT exports_kind_known CHECK (kind IN ('cases','evaluation')),
        purpose text NOT NULL CONSTRAINT exports_purpose_said CHECK (length(trim(purpose)) > 0),
        tier text,
        people integer,
        status text NOT NULL CONSTRAINT exports_status_known CHECK (status IN ('waiting','ready','refused')),
        requested_by uuid NOT NULL CONSTRAINT exports_requested_by_fk REFERENCES users,
        agency_id uuid NOT NULL CONSTRAINT exports_agency_fk REFERENCES agencies,
        requested_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT exports_decided_by_fk REFERENCES users,
        decided_at timestamptz,
        decision_reason text,
        expires_at timestamptz NOT NULL,
        downloads integer NOT NULL DEFAULT 0,
        rows_given integer,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT exports_two_people CHECK (decided_by <> requested_by),
        CONSTRAINT exports_decision_is_whole CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decision_reason IS NULL)),
        CONSTRAINT exports_evaluation_is_agreed CHECK (kind = 'cases' OR status <> 'ready' OR decided_by IS NOT NULL)
      );
      CREATE INDEX exports_requested_by_index ON exports (requested_by, requested_at DESC);
      CREATE INDEX exports_agency_index ON exports (agency_id) WHERE status = 'waiting';
      CREATE INDEX exports_decided_by_index ON exports (decided_by);
      COMMENT ON TABLE exports IS 'A file somebody took out: purpose, filter, second person, how many rows, and until when. No content of it is kept.';
      COMMENT ON COLUMN exports.expires_at IS 'After this the link gives nothing, and the file itself says that it must be gone.';
      ALTER TABLE exports ENABLE ROW LEVEL SECURITY; ALTER TABLE exports FORCE ROW LEVEL SECURITY;
      CREATE POLICY exports_own ON exports TO cohort_app USING (requested_by = (SELECT actor_id())) WITH CHECK (requested_by = (SELECT actor_id()));
      CREATE POLICY exports_governance ON exports TO cohort_app USING ((SELECT actor_has_role('governance')));
      CREATE POLICY exports_second_manager ON exports TO cohort_app
        USING (kind = 'cases' AND agency_id = (SELECT actor_agency_id()) AND (SELECT actor_has_role('manager')));
      CREATE POLICY exports_system ON exports FOR SELECT TO cohort_system USING (true);
      GRANT SELECT, INSERT ON exports TO cohort_app;
      GRANT UPDATE (status, decided_by, decided_at, decision_reason, expires_at, downloads, rows_given, version) ON exports TO cohort_app;
      GRANT SELECT ON exports TO cohort_system;
      CREATE TRIGGER exports_version BEFORE UPDATE ON exports FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

      CREATE POLICY screenings_exports ON screenings FOR SELECT TO cohort_system USING (true);
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
      GRANT EXECUTE ON FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION evaluation_extract(uuid, timestamptz, bytea, bytea, text, integer);
      DROP POLICY screenings_exports ON screenings;
      DROP TABLE exports;
    `);
  }
}
