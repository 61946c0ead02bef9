import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Makes tampering with the audit visible without making writers wait for each other. A row takes the number of its
 * transaction as its position; once every transaction up to a number has ended, a sealer in the worker links the rows in
 * that order. Also: who has looked at a record, and unusual access.
 */
export class AuditChain1795305600120 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION audit_offset() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 0::bigint $$;
      COMMENT ON FUNCTION audit_offset() IS
        'Added to transaction numbers. Replaced by the owner after a dump was loaded into another server, whose numbers start anew.';
      CREATE FUNCTION audit_position() RETURNS bigint LANGUAGE sql VOLATILE AS
        $$ SELECT pg_current_xact_id()::text::bigint + audit_offset() $$;
      CREATE FUNCTION audit_horizon() RETURNS bigint LANGUAGE sql STABLE AS
        $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit_offset() $$;
      COMMENT ON FUNCTION audit_horizon() IS 'Every transaction below it has ended: no audit row can still appear there.';

      ALTER TABLE audit_events ADD COLUMN position bigint NOT NULL DEFAULT 0;
      ALTER TABLE audit_events ALTER COLUMN position SET DEFAULT audit_position();
      COMMENT ON COLUMN audit_events.position IS 'Number of the transaction that wrote the row; the order of the chain. The service cannot choose it.';
      CREATE UNIQUE INDEX audit_events_position_index ON audit_events (position, id);
      REVOKE INSERT ON audit_events FROM cohort_app;
      GRANT INSERT (id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id, fields, reason, request_id, address)
        ON audit_events TO cohort_app;
      CREATE POLICY audit_events_worker ON audit_events FOR SELECT TO cohort_app USING ((SELECT actor_id()) = system_user_id());
      CREATE POLICY audit_events_system ON audit_events FOR SELECT TO cohort_system USING (true);
      GRANT SELECT ON audit_events TO cohort_system;

      CREATE TABLE audit_seals (
        number bigint CONSTRAINT audit_seals_pk PRIMARY KEY CONSTRAINT audit_seals_number_starts_at_one CHECK (number > 0),
        sealed_at timestamptz NOT NULL,
        row_count integer NOT NULL CONSTRAINT audit_seals_not_empty CHECK (row_count > 0),
        total_rows bigint NOT NULL,
        last_position bigint NOT NULL,
        last_id uuid NOT NULL,
        event_ids uuid[] NOT NULL,
        event_times timestamptz[] NOT NULL,
        digests bytea NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL CONSTRAINT audit_seals_hash_unique UNIQUE,
        CONSTRAINT audit_seals_counted CHECK (cardinality(event_ids) = row_count AND cardinality(event_times) = row_count
          AND octet_length(digests) = 32 * row_count AND octet_length(hash) = 32 AND octet_length(previous_hash) = 32)
      );
      ALTER TABLE audit_seals ALTER COLUMN digests SET STORAGE EXTERNAL;
      COMMENT ON TABLE audit_seals IS 'The chain over audit_events: each links the rows after the last one to all before them. Append-only.';
      COMMENT ON COLUMN audit_seals.digests IS 'SHA-256 of every row, 32 bytes each, in order: which row was changed can be said.';
      ALTER TABLE audit_seals ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_seals FORCE ROW LEVEL SECURITY;
      CREATE POLICY audit_seals_worker ON audit_seals FOR INSERT TO cohort_app WITH CHECK ((SELECT actor_id()) = system_user_id());
      CREATE POLICY audit_seals_read ON audit_seals FOR SELECT TO cohort_app
        USING ((SELECT actor_id()) = system_user_id() OR (SELECT actor_has_role('governance')));
      GRANT SELECT, INSERT ON audit_seals TO cohort_app;
      CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

      CREATE TABLE audit_keeping (
        task text CONSTRAINT audit_keeping_pk PRIMARY KEY
          CONSTRAINT audit_keeping_task_known CHECK (task IN ('seal','head_file','head_mail','head_webhook','watch')),
        last_ok_at timestamptz,
        failing_since timestamptz,
        last_error text,
        head_number bigint
      );
      COMMENT ON TABLE audit_keeping IS 'When each task that keeps the audit last went well, and since when it fails. Nothing about a person, so health may read it.';
      ALTER TABLE audit_keeping ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_keeping FORCE ROW LEVEL SECURITY;
      CREATE POLICY audit_keeping_read ON audit_keeping FOR SELECT TO cohort_app USING (true);
      CREATE POLICY audit_keeping_worker ON audit_keeping TO cohort_app
        USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
      GRANT SELECT, INSERT, UPDATE ON audit_keeping TO cohort_app;

      CREATE TABLE access_watch_rules (
        kind text CONSTRAINT access_watch_rules_pk PRIMARY KEY CONSTRAINT access_watch_rules_kind_known
          CHECK (kind IN ('many_records','many_refusals','out_of_hours')),
        threshold integer NOT NULL CONSTRAINT access_watch_rules_threshold_positive CHECK (threshold > 0),
        minutes integer NOT NULL CONSTRAINT access_watch_rules_minutes_positive CHECK (minutes BETWEEN 1 AND 1440)
      );
      COMMENT ON TABLE access_watch_rules IS 'How many records (or refusals) by one person in how many minutes are shown to governance.';
      INSERT INTO access_watch_rules (kind, threshold, minutes) VALUES
        ('many_records', 500, 10), ('many_refusals', 10, 60), ('out_of_hours', 50, 60);
      ALTER TABLE access_watch_rules ENABLE ROW LEVEL SECURITY; ALTER TABLE access_watch_rules FORCE ROW LEVEL SECURITY;
      CREATE POLICY access_watch_rules_read ON access_watch_rules FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY access_watch_rules_system ON access_watch_rules FOR SELECT TO cohort_system USING (true);
      GRANT SELECT ON access_watch_rules TO cohort_app, cohort_system;

      CREATE TABLE unusual_access (
        id uuid CONSTRAINT unusual_access_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT unusual_access_kind_known
          CHECK (kind IN ('many_records','many_refusals','out_of_hours','outside_agency','audit_keeping')),
        user_id uuid CONSTRAINT unusual_access_user_fk REFERENCES users,
        individual_id uuid,
        counted integer NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        raised_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'new' CONSTRAINT unusual_access_state_known CHECK (state IN ('new','looked_at','explained')),
        explanation text,
        handled_by uuid CONSTRAINT unusual_access_handled_by_fk REFERENCES users,
        handled_at timestamptz,
        told_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT unusual_access_about_somebody CHECK ((kind = 'audit_keeping') = (user_id IS NULL)),
        CONSTRAINT unusual_access_explained_says_how CHECK (state <> 'explained' OR length(trim(explanation)) > 0),
        CONSTRAINT unusual_access_handled_says_who CHECK ((state = 'new') = (handled_by IS NULL) AND (handled_by IS NULL) = (handled_at IS NULL))
      );
      CREATE INDEX unusual_access_raised_index ON unusual_access (raised_at DESC, id DESC);
      CREATE INDEX unusual_access_user_index ON unusual_access (user_id, kind, until_at);
      CREATE INDEX unusual_access_handled_by_index ON unusual_access (handled_by);
      CREATE INDEX unusual_access_untold_index ON unusual_access (raised_at) WHERE told_at IS NULL;
      COMMENT ON TABLE unusual_access IS 'Access that does not look like work, and a keeping of the audit that fails: raised to governance, looked at, explained.';
      ALTER TABLE unusual_access ENABLE ROW LEVEL SECURITY; ALTER TABLE unusual_access FORCE ROW LEVEL SECURITY;
      CREATE POLICY unusual_access_governance_reads ON unusual_access FOR SELECT TO cohort_app USING ((SELECT actor_has_role('governance')));
      CREATE POLICY unusual_access_governance_handles ON unusual_access FOR UPDATE TO cohort_app USING ((SELECT actor_has_role('governance')));
      CREATE POLICY unusual_access_worker ON unusual_access TO cohort_app
        USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
      CREATE POLICY unusual_access_system ON unusual_access TO cohort_system USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE ON unusual_access TO cohort_app;
      GRANT SELECT, INSERT ON unusual_access TO cohort_system;
      CREATE TRIGGER unusual_access_version BEFORE UPDATE ON unusual_access FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
    `);
    await queryRunner.query(FUNCTIONS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION raise_unusual_access(timestamptz, timestamptz);
      DROP FUNCTION is_out_of_hours(timestamptz);
      DROP FUNCTION audited_references(uuid[]);
      DROP FUNCTION audited_individual(text);
      DROP FUNCTION who_has_looked(uuid, timestamptz, uuid, integer);
      DROP FUNCTION is_responsible_for(uuid);
      DROP TABLE unusual_access, access_watch_rules, audit_keeping, audit_seals;
      REVOKE SELECT ON audit_events FROM cohort_system;
      DROP POLICY audit_events_system ON audit_events;
      DROP POLICY audit_events_worker ON audit_events;
      REVOKE INSERT (id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id, fields, reason, request_id, address)
        ON audit_events FROM cohort_app;
      GRANT INSERT ON audit_events TO cohort_app;
      ALTER TABLE audit_events DROP COLUMN position;
      DROP FUNCTION audit_horizon();
      DROP FUNCTION audit_position();
      DROP FUNCTION audit_offset();
    `);
  }
}

/** What answers about the audit to those who may not read it: each function decides for itself who is asking. */
const FUNCTIONS = `
  CREATE FUNCTION is_responsible_for(wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
      SELECT 1 FROM individuals i
       WHERE i.id = wanted AND i.access_keys && ARRAY[actor_id(), actor_agency_id()]
         AND (actor_has_role('manager')
              OR EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id AND a.ended_at IS NULL
                          AND a.user_id = actor_id() AND a.kind IN ('lead_professional','plan_owner')))) $$;
  COMMENT ON FUNCTION is_responsible_for(uuid) IS
    'Plan owner, lead professional, manager of an involved agency, if they see the record without break-glass; not the panel at large.';

  CREATE FUNCTION who_has_looked(wanted uuid, before_at timestamptz, before_id uuid, how_many integer)
    RETURNS TABLE (id uuid, at timestamptz, at_key text, actor_name text, agency_name text, roles text[], act text, under_break_glass boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.at, e.at::text, u.display_name, a.name, e.roles, e.act,
           EXISTS (SELECT 1 FROM break_glass_grants g WHERE g.user_id = e.actor_id AND g.individual_id = e.individual_id
                    AND e.at >= g.opened_at AND e.at <= coalesce(g.ended_at, g.expires_at))
      FROM audit_events e LEFT JOIN users u ON u.id = e.actor_id LEFT JOIN agencies a ON a.id = e.agency_id
     WHERE e.individual_id = wanted AND (SELECT is_responsible_for(wanted))
       AND e.act NOT LIKE '%.refused' AND e.actor_id <> system_user_id()
       AND (before_at IS NULL OR (e.at, e.id) < (before_at, before_id))
     ORDER BY e.at DESC, e.id DESC LIMIT least(how_many, 1000) $$;

  CREATE FUNCTION audited_references(wanted uuid[]) RETURNS TABLE (id uuid, reference text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.id, i.reference FROM individuals i WHERE i.id = ANY (wanted) AND NOT i.is_restricted AND actor_has_role('governance') $$;
  COMMENT ON FUNCTION audited_references(uuid[]) IS 'Governance reads the audit by reference: never a name, and of a restricted record nothing.';
  CREATE FUNCTION audited_individual(wanted text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.id FROM individuals i WHERE i.reference = upper(wanted) AND NOT i.is_restricted AND actor_has_role('governance') $$;

  CREATE FUNCTION is_out_of_hours(at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT extract(isodow FROM at AT TIME ZONE 'Europe/London') > 5
        OR (at AT TIME ZONE 'Europe/London')::time < '06:00' OR (at AT TIME ZONE 'Europe/London')::time >= '20:00' $$;

  CREATE FUNCTION raise_unusual_access(since timestamptz, until timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    by_count integer;
    by_agency integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    -- Looked at from every minute, with a minute added: no ten minutes anywhere fall between two windows.
    INSERT INTO unusual_access (id, kind, user_id, counted, from_at, until_at, raised_at)
    SELECT gen_random_uuid(), f.kind, f.actor_id, f.counted, f.first_at, f.last_at, until
      FROM (
        SELECT DISTINCT ON (r.kind, w.actor_id) r.kind, w.actor_id, w.counted, w.first_at, w.last_at
          FROM access_watch_rules r
          CROSS JOIN LATERAL (
            SELECT e.actor_id, min(e.at) AS first_at, max(e.at) AS last_at,
                   CASE r.kind WHEN 'many_refusals' THEN count(*) ELSE count(DISTINCT e.individual_id) END AS counted
              FROM generate_series(until, since, interval '-1 minute') AS minute
              JOIN audit_events e ON e.at > minute - make_interval(mins => r.minutes + 1) AND e.at <= minute
             WHERE e.individual_id IS NOT NULL AND e.actor_id <> system_user_id()
               AND (e.act LIKE '%.refused') = (r.kind = 'many_refusals')
               AND (r.kind <> 'out_of_hours' OR is_out_of_hours(e.at))
             GROUP BY minute, e.actor_id) w
         WHERE w.counted >= r.threshold
         ORDER BY r.kind, w.actor_id, w.counted DESC, w.last_at) f
     WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = f.actor_id)
       AND NOT EXISTS (SELECT 1 FROM unusual_access x
                        WHERE x.kind = f.kind AND x.user_id = f.actor_id AND x.until_at >= f.first_at);
    GET DIAGNOSTICS by_count = ROW_COUNT;
    INSERT INTO unusual_access (id, kind, user_id, individual_id, counted, from_at, until_at, raised_at)
    SELECT gen_random_uuid(), 'outside_agency', e.actor_id, e.individual_id, count(*), min(e.at), max(e.at), until
      FROM audit_events e JOIN individuals i ON i.id = e.individual_id JOIN users u ON u.id = e.actor_id
     WHERE e.at > since AND e.at <= until AND e.act LIKE '%.read' AND e.actor_id <> system_user_id()
       AND NOT e.roles && ARRAY['panel_member','panel_chair'] AND i.created_by <> e.actor_id
       AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = e.individual_id
                        AND (a.agency_id = e.agency_id OR a.user_id = e.actor_id))
       AND NOT EXISTS (SELECT 1 FROM unusual_access x WHERE x.kind = 'outside_agency' AND x.user_id = e.actor_id
                        AND x.individual_id = e.individual_id AND x.until_at > until - interval '1 day')
     GROUP BY e.actor_id, e.individual_id;
    GET DIAGNOSTICS by_agency = ROW_COUNT;
    RETURN by_count + by_agency;
  END $$;
  COMMENT ON FUNCTION raise_unusual_access(timestamptz, timestamptz) IS
    'One row for each kind and person (and record) that did not look like work between the two instants; safe to run again.';

  ALTER FUNCTION is_responsible_for(uuid) OWNER TO cohort_system;
  ALTER FUNCTION who_has_looked(uuid, timestamptz, uuid, integer) OWNER TO cohort_system;
  ALTER FUNCTION audited_references(uuid[]) OWNER TO cohort_system;
  ALTER FUNCTION audited_individual(text) OWNER TO cohort_system;
  ALTER FUNCTION raise_unusual_access(timestamptz, timestamptz) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION is_responsible_for(uuid), who_has_looked(uuid, timestamptz, uuid, integer), audited_references(uuid[]),
    audited_individual(text), raise_unusual_access(timestamptz, timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_responsible_for(uuid), who_has_looked(uuid, timestamptz, uuid, integer), audited_references(uuid[]),
    audited_individual(text), raise_unusual_access(timestamptz, timestamptz) TO cohort_app;
`;
