import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers that somebody has wholly signed in with: their wrong tries are counted apart from everybody else's. */
export class KnownDevices1795305601070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE known_devices (
        key bytea CONSTRAINT known_devices_pk PRIMARY KEY
          CONSTRAINT known_devices_key_is_sha256 CHECK (octet_length(key) = 32),
        user_id uuid NOT NULL CONSTRAINT known_devices_user_fk REFERENCES users,
        factor_given boolean NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX known_devices_user_index ON known_devices (user_id);
      COMMENT ON TABLE known_devices IS 'Browsers whose wrong tries at one account are counted apart. They sign nobody in.';
      COMMENT ON COLUMN known_devices.key IS 'Keyed hash of the account and of the secret in the cookie: a copy of the table is no device.';
      COMMENT ON COLUMN known_devices.factor_given IS 'False for one that has only chosen a password by a link: codes are counted there as anywhere.';
      ALTER TABLE known_devices ENABLE ROW LEVEL SECURITY; ALTER TABLE known_devices FORCE ROW LEVEL SECURITY;
      CREATE POLICY known_devices_by_key ON known_devices FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NULL);
      COMMENT ON POLICY known_devices_by_key ON known_devices IS 'Before there is an actor, the cookie says which device it is.';
      CREATE POLICY known_devices_own ON known_devices TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      CREATE POLICY known_devices_system ON known_devices TO cohort_system USING (true);
      GRANT SELECT, INSERT, DELETE ON known_devices TO cohort_app;
      GRANT SELECT, DELETE ON known_devices TO cohort_system;

      CREATE OR REPLACE FUNCTION public.end_access_of(wanted_user_id uuid, at timestamp with time zone)
       RETURNS void
       LANGUAGE plpgsql
       SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
      BEGIN
        IF NOT (actor_has_role('administrator') OR actor_id() = wanted_user_id) THEN
          RAISE EXCEPTION 'only an administrator ends the access of somebody else' USING ERRCODE = '42501';
        END IF;
        DELETE FROM sessions s WHERE s.user_id = wanted_user_id;
        DELETE FROM known_devices d WHERE d.user_id = wanted_user_id;
        UPDATE access_tokens t SET ended_at = at, ended_by = actor_id() WHERE t.user_id = wanted_user_id AND t.ended_at IS NULL;
        UPDATE calendar_feeds f SET ended_at = at WHERE f.user_id = wanted_user_id AND f.ended_at IS NULL;
      END $function$;
      COMMENT ON FUNCTION end_access_of(uuid, timestamptz) IS
        'Ends every session, known device, token and calendar of a user: with a disabled account, so that enabling it later revives none of them.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION public.end_access_of(wanted_user_id uuid, at timestamp with time zone)
       RETURNS void
       LANGUAGE plpgsql
       SECURITY DEFINER
       SET search_path TO 'public', 'pg_temp'
      AS $function$
      BEGIN
        IF NOT (actor_has_role('administrator') OR actor_id() = wanted_user_id) THEN
          RAISE EXCEPTION 'only an administrator ends the access of somebody else' USING ERRCODE = '42501';
        END IF;
        DELETE FROM sessions s WHERE s.user_id = wanted_user_id;
        UPDATE access_tokens t SET ended_at = at, ended_by = actor_id() WHERE t.user_id = wanted_user_id AND t.ended_at IS NULL;
        UPDATE calendar_feeds f SET ended_at = at WHERE f.user_id = wanted_user_id AND f.ended_at IS NULL;
      END $function$;
      COMMENT ON FUNCTION end_access_of(uuid, timestamptz) IS
        'Ends every session, token and calendar of a user: with a disabled account, so that enabling it later revives none of them.';
      DROP TABLE known_devices;
    `);
  }
}
