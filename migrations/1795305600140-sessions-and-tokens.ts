import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that a person can see and end, and bearer tokens for integrations: scoped, named, ended on the server. */
export class SessionsAndTokens1795305600140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      TRUNCATE sessions;
      ALTER TABLE sessions
        ADD COLUMN id uuid NOT NULL CONSTRAINT sessions_id_unique UNIQUE,
        ADD COLUMN user_id uuid CONSTRAINT sessions_user_fk REFERENCES users,
        ADD COLUMN device text,
        ADD COLUMN started_at timestamptz NOT NULL,
        ADD COLUMN last_used_at timestamptz NOT NULL,
        ADD COLUMN ends_at timestamptz NOT NULL;
      CREATE INDEX sessions_user_index ON sessions (user_id);
      COMMENT ON TABLE sessions IS 'Browser sessions.';
      COMMENT ON COLUMN sessions.sid IS 'SHA-256 of the id in the cookie: a copy of the table signs nobody in.';
      COMMENT ON COLUMN sessions.id IS 'How a person names the session on the page that ends it; opens nothing.';
      COMMENT ON COLUMN sessions.expire IS 'The idle limit, moved on by use; never later than ends_at.';
      COMMENT ON COLUMN sessions.ends_at IS 'The absolute limit, fixed when the session starts.';
      DROP POLICY sessions_by_id ON sessions;
      CREATE POLICY sessions_by_id ON sessions TO cohort_app
        USING ((SELECT actor_id()) IS NULL) WITH CHECK ((SELECT actor_id()) IS NULL);
      CREATE POLICY sessions_own ON sessions TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      COMMENT ON POLICY sessions_by_id ON sessions IS 'Before there is an actor, the cookie says which session it is.';

      ALTER TABLE access_tokens
        ADD COLUMN kind text NOT NULL DEFAULT 'session' CONSTRAINT access_tokens_kind_known CHECK (kind IN ('session','integration')),
        ADD COLUMN name text,
        ADD COLUMN scopes text[],
        ADD COLUMN prefix text,
        ADD COLUMN last_used_at timestamptz,
        ADD COLUMN ended_by uuid CONSTRAINT access_tokens_ended_by_fk REFERENCES users,
        ADD CONSTRAINT access_tokens_integration_complete CHECK (kind = 'session' OR
          (length(trim(name)) > 0 AND cardinality(scopes) > 0 AND length(prefix) = 8)),
        ADD CONSTRAINT access_tokens_at_most_a_year CHECK (expires_at <= created_at + interval '366 days');
      CREATE INDEX access_tokens_user_index ON access_tokens (user_id) WHERE ended_at IS NULL;
      COMMENT ON COLUMN access_tokens.scopes IS 'What an integration may do of what its user may do; never more. Null: a session, which is not narrowed.';
      COMMENT ON COLUMN access_tokens.prefix IS 'The first characters, by which a token found in a file is recognised.';
      CREATE POLICY access_tokens_administrator ON access_tokens FOR SELECT TO cohort_app
        USING (kind = 'integration' AND (SELECT actor_has_role('administrator')));
      CREATE POLICY access_tokens_administrator_ends ON access_tokens FOR UPDATE TO cohort_app
        USING (kind = 'integration' AND (SELECT actor_has_role('administrator')))
        WITH CHECK (ended_at IS NOT NULL);
      CREATE POLICY access_tokens_system_changes ON access_tokens FOR UPDATE TO cohort_system USING (true);
      GRANT UPDATE (last_used_at, ended_at, ended_by) ON access_tokens TO cohort_system;

      CREATE FUNCTION token_holder(wanted_hash bytea, at timestamptz)
        RETURNS TABLE (token_id uuid, user_id uuid, kind text, scopes text[])
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        holder access_tokens%ROWTYPE;
      BEGIN
        SELECT * INTO holder FROM access_tokens t
         WHERE t.token_hash = wanted_hash AND t.ended_at IS NULL AND t.expires_at > at;
        IF NOT FOUND THEN RETURN; END IF;
        IF holder.last_used_at IS NULL OR holder.last_used_at < at - interval '1 minute' THEN
          UPDATE access_tokens t SET last_used_at = at WHERE t.id = holder.id AND t.last_used_at IS NOT DISTINCT FROM holder.last_used_at;
        END IF;
        RETURN QUERY SELECT holder.id, holder.user_id, holder.kind, holder.scopes;
      END $$;
      COMMENT ON FUNCTION token_holder(bytea, timestamptz) IS 'Whose token it is and how far it reaches; notes its use, once a minute at most.';
      ALTER FUNCTION token_holder(bytea, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION token_holder(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION token_holder(bytea, timestamptz) TO cohort_app;
      REVOKE EXECUTE ON FUNCTION user_for_token(bytea, timestamptz) FROM cohort_app;

      CREATE FUNCTION end_access_of(wanted_user_id uuid, at timestamptz) RETURNS void
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT (actor_has_role('administrator') OR actor_id() = wanted_user_id) THEN
          RAISE EXCEPTION 'only an administrator ends the access of somebody else' USING ERRCODE = '42501';
        END IF;
        DELETE FROM sessions s WHERE s.user_id = wanted_user_id;
        UPDATE access_tokens t SET ended_at = at, ended_by = actor_id() WHERE t.user_id = wanted_user_id AND t.ended_at IS NULL;
      END $$;
      COMMENT ON FUNCTION end_access_of(uuid, timestamptz) IS
        'Ends every session and token of a user: with a disabled account, so that enabling it later revives none of them.';
      CREATE POLICY sessions_system ON sessions TO cohort_system USING (true);
      GRANT SELECT, DELETE ON sessions TO cohort_system;
      ALTER FUNCTION end_access_of(uuid, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION end_access_of(uuid, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION end_access_of(uuid, timestamptz) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION end_access_of(uuid, timestamptz);
      REVOKE SELECT, DELETE ON sessions FROM cohort_system;
      DROP POLICY sessions_system ON sessions;
      GRANT EXECUTE ON FUNCTION user_for_token(bytea, timestamptz) TO cohort_app;
      DROP FUNCTION token_holder(bytea, timestamptz);
      REVOKE UPDATE (last_used_at, ended_at, ended_by) ON access_tokens FROM cohort_system;
      DROP POLICY access_tokens_system_changes ON access_tokens;
      DROP POLICY access_tokens_administrator_ends ON access_tokens;
      DROP POLICY access_tokens_administrator ON access_tokens;
      DROP INDEX access_tokens_user_index;
      -- The owner of a table is held by its policies too; a token that narrowed nothing any more must not live on.
      ALTER TABLE access_tokens NO FORCE ROW LEVEL SECURITY;
      DELETE FROM access_tokens WHERE kind = 'integration';
      ALTER TABLE access_tokens FORCE ROW LEVEL SECURITY;
      ALTER TABLE access_tokens
        DROP CONSTRAINT access_tokens_at_most_a_year,
        DROP COLUMN ended_by, DROP COLUMN last_used_at, DROP COLUMN prefix, DROP COLUMN scopes, DROP COLUMN name, DROP COLUMN kind;

      DROP POLICY sessions_own ON sessions;
      DROP POLICY sessions_by_id ON sessions;
      CREATE POLICY sessions_by_id ON sessions TO cohort_app USING (true) WITH CHECK (true);
      TRUNCATE sessions;
      ALTER TABLE sessions
        DROP COLUMN ends_at, DROP COLUMN last_used_at, DROP COLUMN started_at, DROP COLUMN device, DROP COLUMN user_id, DROP COLUMN id;
      COMMENT ON TABLE sessions IS 'Browser sessions of connect-pg-simple.';
      COMMENT ON COLUMN sessions.sid IS NULL;
      COMMENT ON COLUMN sessions.expire IS NULL;
    `);
  }
}
