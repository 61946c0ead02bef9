import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Unusual access to restricted records: what governance, whom nobody named, is shown and told is as if these were not there; reading many of
 * them in a short time is told to the managers named on them.
 */
export class UnusualAccessToRestricted1795305601073 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE access_watch_rules NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE access_watch_rules DROP CONSTRAINT access_watch_rules_kind_known,
        ADD CONSTRAINT access_watch_rules_kind_known CHECK (kind IN ('many_records','many_refusals','out_of_hours','restricted_records'));
      INSERT INTO access_watch_rules (kind, threshold, minutes) VALUES ('restricted_records', 10, 10);
      ALTER TABLE access_watch_rules FORCE ROW LEVEL SECURITY;
      ALTER TABLE unusual_access DROP CONSTRAINT unusual_access_kind_known,
        ADD CONSTRAINT unusual_access_kind_known CHECK (kind IN ('many_records','many_refusals','out_of_hours','outside_agency','audit_keeping','too_fast','restricted_records'));
      ALTER POLICY unusual_access_governance_reads ON unusual_access USING ((SELECT actor_has_role('governance'))
        AND kind <> 'restricted_records' AND (individual_id IS NULL OR individual_id <> ALL ((SELECT restricted_individuals())::uuid[])));
      ALTER POLICY unusual_access_governance_handles ON unusual_access USING ((SELECT actor_has_role('governance'))
        AND kind <> 'restricted_records' AND (individual_id IS NULL OR individual_id <> ALL ((SELECT restricted_individuals())::uuid[])));

      CREATE FUNCTION told_of_restricted_reading(wanted uuid) RETURNS TABLE (id uuid, email text)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM refuse_all_but_the_service();
        RETURN QUERY
        WITH named AS (
          SELECT DISTINCT u.id, u.email::text AS email, 'manager' = ANY (roles_that_count(u.roles)) AS is_manager, i.id AS individual_id
            FROM unusual_access x
            JOIN audit_events e ON e.actor_id = x.user_id AND e.at >= x.from_at AND e.at <= x.until_at AND e.act NOT LIKE '%.refused'
            JOIN individuals i ON i.id = e.individual_id AND i.is_restricted
            JOIN users u ON u.id = ANY (i.restricted_to) AND u.id <> x.user_id AND u.status = 'active'
           WHERE x.id = wanted AND x.kind = 'restricted_records')
        SELECT DISTINCT n.id, n.email FROM named n
         WHERE n.is_manager OR NOT EXISTS (SELECT 1 FROM named m WHERE m.individual_id = n.individual_id AND m.is_manager);
      END $$;
      COMMENT ON FUNCTION told_of_restricted_reading(uuid) IS
        'The managers named on restricted records that somebody read many of; where none is, whoever else is named. For the service alone.';
      ALTER FUNCTION told_of_restricted_reading(uuid) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION told_of_restricted_reading(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION told_of_restricted_reading(uuid) TO cohort_app;
      CREATE OR REPLACE FUNCTION public.raise_unusual_access(since timestamp with time zone, until timestamp with time zone)
       RETURNS integer
       LANGUAGE plpgsql
       SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
  DECLARE
    by_count integer;
    by_agency integer;
    hidden CONSTANT uuid[] := restricted_individuals();
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
               AND NOT EXISTS (SELECT 1 FROM audit_events m WHERE m.request_id = e.request_id AND m.actor_id = e.actor_id
                                AND m.act = 'import.confirmed')
               AND (e.act LIKE '%.refused') = (r.kind = 'many_refusals')
               -- For governance restricted records are not there, in no count either; they are counted for the people named on them.
               AND (e.act LIKE '%.refused' OR (e.individual_id = ANY (hidden)) = (r.kind = 'restricted_records'))
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
       AND e.individual_id <> ALL (hidden) AND NOT e.roles && ARRAY['panel_member','panel_chair'] AND i.created_by <> e.actor_id
       AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = e.individual_id
                        AND (a.agency_id = e.agency_id OR a.user_id = e.actor_id))
       AND NOT EXISTS (SELECT 1 FROM unusual_access x WHERE x.kind = 'outside_agency' AND x.user_id = e.actor_id
                        AND x.individual_id = e.individual_id AND x.until_at > until - interval '1 day')
     GROUP BY e.actor_id, e.individual_id;
    GET DIAGNOSTICS by_agency = ROW_COUNT;
    RETURN by_count + by_agency;
  END $function$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION public.raise_unusual_access(since timestamp with time zone, until timestamp with time zone)
       RETURNS integer
       LANGUAGE plpgsql
       SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
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
               AND NOT EXISTS (SELECT 1 FROM audit_events m WHERE m.request_id = e.request_id AND m.actor_id = e.actor_id
                                AND m.act = 'import.confirmed')
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
  END $function$;
      DROP FUNCTION told_of_restricted_reading(uuid);
      ALTER POLICY unusual_access_governance_handles ON unusual_access USING ((SELECT actor_has_role('governance')));
      ALTER POLICY unusual_access_governance_reads ON unusual_access USING ((SELECT actor_has_role('governance')));
      -- The owner of a table is held by its policies too.
      ALTER TABLE unusual_access NO FORCE ROW LEVEL SECURITY;
      DELETE FROM unusual_access WHERE kind = 'restricted_records';
      ALTER TABLE unusual_access FORCE ROW LEVEL SECURITY;
      ALTER TABLE unusual_access DROP CONSTRAINT unusual_access_kind_known,
        ADD CONSTRAINT unusual_access_kind_known CHECK (kind IN ('many_records','many_refusals','out_of_hours','outside_agency','audit_keeping','too_fast'));
      ALTER TABLE access_watch_rules NO FORCE ROW LEVEL SECURITY;
      DELETE FROM access_watch_rules WHERE kind = 'restricted_records';
      ALTER TABLE access_watch_rules DROP CONSTRAINT access_watch_rules_kind_known,
        ADD CONSTRAINT access_watch_rules_kind_known CHECK (kind IN ('many_records','many_refusals','out_of_hours'));
      ALTER TABLE access_watch_rules FORCE ROW LEVEL SECURITY;
    `);
  }
}
