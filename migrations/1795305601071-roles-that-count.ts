import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts that held roles of both kinds before these were kept apart: while they hold both, those that work cases do not count, so
 * that at the next request they open no case. Each function whole, as it was but for that.
 */
export class RolesThatCount1795305601071 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION roles_that_count(held text[]) RETURNS text[]
        LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
        SELECT CASE WHEN held && ARRAY['administrator','governance']
                      THEN ARRAY(SELECT role FROM unnest(held) WITH ORDINALITY AS h (role, place)
                                  WHERE role <> ALL (ARRAY['practitioner','manager','panel_member','panel_chair']) ORDER BY place)
                    ELSE held END $$;
      COMMENT ON FUNCTION roles_that_count(text[]) IS
        'Whoever gives access or watches over it works no case, whatever else their account still says.';
      CREATE OR REPLACE FUNCTION public.actor_for_user(wanted_user_id uuid)
       RETURNS TABLE(user_id uuid, display_name text, email text, status text, roles text[], agency_id uuid, agency_name text, agency_kind text, access_keys uuid[])
       LANGUAGE sql
       STABLE SECURITY DEFINER ROWS 1
       SET search_path TO 'public', 'pg_temp'
      AS $function$
        SELECT u.id, u.display_name, u.email, u.status, r.roles, a.id, a.name, a.kind,
               CASE WHEN r.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                       THEN ARRAY[u.id] ELSE '{}'::uuid[] END
               || CASE WHEN 'manager' = ANY (r.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
               || CASE WHEN r.roles && ARRAY['panel_member','panel_chair']
                       THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                         || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                   WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                     WHERE x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))
                       ELSE '{}'::uuid[] END
          FROM users u JOIN agencies a ON a.id = u.agency_id CROSS JOIN LATERAL (SELECT roles_that_count(u.roles) AS roles) r
         WHERE u.id = wanted_user_id AND a.is_active $function$;
      CREATE OR REPLACE FUNCTION public.actors_for_users(wanted uuid[])
       RETURNS TABLE(user_id uuid, email text, status text, agency_id uuid, agency_kind text, access_keys uuid[])
       LANGUAGE sql
       STABLE SECURITY DEFINER ROWS 500
       SET search_path TO 'public', 'pg_temp'
      AS $function$
      SELECT u.id, u.email, u.status, a.id, a.kind,
             CASE WHEN r.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                     THEN ARRAY[u.id] ELSE '{}'::uuid[] END
             || CASE WHEN 'manager' = ANY (r.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
             || CASE WHEN r.roles && ARRAY['panel_member','panel_chair']
                     THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                       || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                 WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                   WHERE x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))
                     ELSE '{}'::uuid[] END
        FROM users u JOIN agencies a ON a.id = u.agency_id CROSS JOIN LATERAL (SELECT roles_that_count(u.roles) AS roles) r
       WHERE u.id = ANY (wanted) AND a.is_active $function$;
      CREATE OR REPLACE FUNCTION public.open_grants(wanted_user_id uuid, at timestamp with time zone)
       RETURNS uuid[]
       LANGUAGE sql
       STABLE SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
    SELECT coalesce(array_agg(g.id ORDER BY g.id), '{}') FROM break_glass_grants g
     WHERE g.user_id = wanted_user_id AND g.ended_at IS NULL AND g.opened_at <= at AND g.expires_at > at AND EXISTS
       (SELECT 1 FROM users u WHERE u.id = g.user_id AND u.status = 'active' AND roles_that_count(u.roles) && ARRAY['practitioner','manager']) $function$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION public.actor_for_user(wanted_user_id uuid)
       RETURNS TABLE(user_id uuid, display_name text, email text, status text, roles text[], agency_id uuid, agency_name text, agency_kind text, access_keys uuid[])
       LANGUAGE sql
       STABLE SECURITY DEFINER ROWS 1
       SET search_path TO 'public', 'pg_temp'
      AS $function$
        SELECT u.id, u.display_name, u.email, u.status, u.roles, a.id, a.name, a.kind,
               CASE WHEN u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                       THEN ARRAY[u.id] ELSE '{}'::uuid[] END
               || CASE WHEN 'manager' = ANY (u.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
               || CASE WHEN u.roles && ARRAY['panel_member','panel_chair']
                       THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                         || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                   WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                     WHERE x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))
                       ELSE '{}'::uuid[] END
          FROM users u JOIN agencies a ON a.id = u.agency_id
         WHERE u.id = wanted_user_id AND a.is_active $function$;
      CREATE OR REPLACE FUNCTION public.actors_for_users(wanted uuid[])
       RETURNS TABLE(user_id uuid, email text, status text, agency_id uuid, agency_kind text, access_keys uuid[])
       LANGUAGE sql
       STABLE SECURITY DEFINER ROWS 500
       SET search_path TO 'public', 'pg_temp'
      AS $function$
      SELECT u.id, u.email, u.status, a.id, a.kind,
             CASE WHEN u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                     THEN ARRAY[u.id] ELSE '{}'::uuid[] END
             || CASE WHEN 'manager' = ANY (u.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
             || CASE WHEN u.roles && ARRAY['panel_member','panel_chair']
                     THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                       || ARRAY(SELECT k.id FROM panel_case_keys k JOIN panel_members m ON m.panel_id = k.panel_id
                                 WHERE m.user_id = u.id AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM panel_conflicts x
                                   WHERE x.individual_id = k.individual_id AND x.user_id = u.id AND x.ended_at IS NULL))
                     ELSE '{}'::uuid[] END
        FROM users u JOIN agencies a ON a.id = u.agency_id
       WHERE u.id = ANY (wanted) AND a.is_active $function$;
      CREATE OR REPLACE FUNCTION public.open_grants(wanted_user_id uuid, at timestamp with time zone)
       RETURNS uuid[]
       LANGUAGE sql
       STABLE SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
    SELECT coalesce(array_agg(g.id ORDER BY g.id), '{}') FROM break_glass_grants g
     WHERE g.user_id = wanted_user_id AND g.ended_at IS NULL AND g.opened_at <= at AND g.expires_at > at AND EXISTS
       (SELECT 1 FROM users u WHERE u.id = g.user_id AND u.status = 'active' AND u.roles && ARRAY['practitioner','manager']) $function$;
      DROP FUNCTION roles_that_count(text[]);
    `);
  }
}
