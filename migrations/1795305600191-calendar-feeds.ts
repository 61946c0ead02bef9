import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person's calendar of what is due: a secret address that opens nothing but days, hashed like a password, ended with the account. */
export class CalendarFeeds1795305600191 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE calendar_feeds (
        id uuid CONSTRAINT calendar_feeds_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT calendar_feeds_user_fk REFERENCES users,
        secret_hash bytea NOT NULL CONSTRAINT calendar_feeds_secret_unique UNIQUE
          CONSTRAINT calendar_feeds_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
        made_at timestamptz NOT NULL,
        last_read_at timestamptz,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX calendar_feeds_one_of_a_person ON calendar_feeds (user_id) WHERE ended_at IS NULL;
      CREATE INDEX calendar_feeds_user_index ON calendar_feeds (user_id);
      COMMENT ON TABLE calendar_feeds IS 'Addresses that calendar programs read without signing in: days and nothing about anybody.';
      COMMENT ON COLUMN calendar_feeds.secret_hash IS 'SHA-256 of the 256 random bits in the address: a copy of the table reads no calendar.';
      ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY; ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;
      CREATE POLICY calendar_feeds_own ON calendar_feeds TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      CREATE POLICY calendar_feeds_system ON calendar_feeds TO cohort_system USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE (ended_at) ON calendar_feeds TO cohort_app;
      GRANT SELECT, UPDATE (ended_at, last_read_at) ON calendar_feeds TO cohort_system;

      CREATE FUNCTION calendar_feed_holder(wanted_hash bytea, at timestamptz) RETURNS TABLE (feed_id uuid, user_id uuid)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN
        UPDATE calendar_feeds f SET last_read_at = at
         WHERE f.secret_hash = wanted_hash AND f.ended_at IS NULL
           AND (f.last_read_at IS NULL OR f.last_read_at < at - interval '1 minute');
        RETURN QUERY SELECT f.id, f.user_id FROM calendar_feeds f WHERE f.secret_hash = wanted_hash AND f.ended_at IS NULL;
      END $$;
      COMMENT ON FUNCTION calendar_feed_holder(bytea, timestamptz) IS
        'Whose calendar a secret opens; notes its use, once a minute at most. The service then asks whether that account is active.';
      ALTER FUNCTION calendar_feed_holder(bytea, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION calendar_feed_holder(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION calendar_feed_holder(bytea, timestamptz) TO cohort_app;
      ${endAccess('UPDATE calendar_feeds f SET ended_at = at WHERE f.user_id = wanted_user_id AND f.ended_at IS NULL;')}
      COMMENT ON FUNCTION end_access_of(uuid, timestamptz) IS
        'Ends every session, token and calendar of a user: with a disabled account, so that enabling it later revives none of them.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${endAccess('')}
      COMMENT ON FUNCTION end_access_of(uuid, timestamptz) IS
        'Ends every session and token of a user: with a disabled account, so that enabling it later revives none of them.';
      DROP FUNCTION calendar_feed_holder(bytea, timestamptz);
      DROP TABLE calendar_feeds;
    `);
  }
}

/** As it was, and with one more thing to end. */
const endAccess = (andAlso: string): string => `
      CREATE OR REPLACE FUNCTION end_access_of(wanted_user_id uuid, at timestamptz) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT (actor_has_role('administrator') OR actor_id() = wanted_user_id) THEN
          RAISE EXCEPTION 'only an administrator ends the access of somebody else' USING ERRCODE = '42501';
        END IF;
        DELETE FROM sessions s WHERE s.user_id = wanted_user_id;
        UPDATE access_tokens t SET ended_at = at, ended_by = actor_id() WHERE t.user_id = wanted_user_id AND t.ended_at IS NULL;${
          andAlso === '' ? '' : `\n        ${andAlso}`
        }
      END $$;`;
