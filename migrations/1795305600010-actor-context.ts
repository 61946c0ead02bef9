import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What row-level security asks about the person acting, and the rule that no update may skip a version.
 * The settings are made with set_config(…, true), so they end with the transaction and never travel with a pooled connection.
 */
export class ActorContext1795305600010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
      CREATE EXTENSION IF NOT EXISTS unaccent;

      GRANT USAGE ON SCHEMA public TO cohort_app, cohort_system;
      GRANT CREATE ON SCHEMA public TO cohort_system;

      CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
      CREATE FUNCTION actor_agency_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('app.agency_id', true), '')::uuid $$;
      CREATE FUNCTION actor_agency_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('app.agency_kind', true), '') $$;
      CREATE FUNCTION actor_access_keys() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(nullif(current_setting('app.access_keys', true), ''), '{}')::uuid[] $$;
      CREATE FUNCTION actor_has_role(wanted text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT wanted = ANY (coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[]) $$;
      CREATE FUNCTION system_user_id() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT '00000000-0000-7000-8000-000000000001'::uuid $$;
      COMMENT ON FUNCTION actor_access_keys() IS
        'Own id, agency id where the actor is a manager, ids of the panels the actor sits on, and open break-glass grants.';

      CREATE FUNCTION refuse_skipped_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.version = OLD.version + 1 THEN
          RETURN NEW;
        END IF;
        IF to_jsonb(NEW) - 'access_keys' = to_jsonb(OLD) - 'access_keys' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'version % of % does not follow version %', NEW.version, TG_TABLE_NAME, OLD.version
          USING ERRCODE = 'TC001';
      END $$;
      COMMENT ON FUNCTION refuse_skipped_version() IS
        'TypeORM save() ignores the version column and overwrites silently; this makes that impossible.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION refuse_skipped_version();
      DROP FUNCTION system_user_id();
      DROP FUNCTION actor_has_role(text);
      DROP FUNCTION actor_access_keys();
      DROP FUNCTION actor_agency_kind();
      DROP FUNCTION actor_agency_id();
      DROP FUNCTION actor_id();
      REVOKE ALL ON SCHEMA public FROM cohort_app, cohort_system;
      DROP EXTENSION unaccent;
      DROP EXTENSION fuzzystrmatch;
      DROP EXTENSION pg_trgm;
      DROP EXTENSION btree_gist;
    `);
  }
}
