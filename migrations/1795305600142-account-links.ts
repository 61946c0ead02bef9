import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links by which a person chooses a password, and why an account was disabled. */
export class AccountLinks1795305600142 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users ADD COLUMN disabled_reason text;
      COMMENT ON COLUMN users.disabled_reason IS 'Why the account was disabled, in the administrator’s words.';

      CREATE TABLE account_links (
        id uuid CONSTRAINT account_links_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT account_links_kind_known CHECK (kind IN ('invitation','password_reset')),
        user_id uuid CONSTRAINT account_links_user_fk REFERENCES users,
        asked_email text CONSTRAINT account_links_asked_email_length CHECK (length(asked_email) <= 254),
        token_hash bytea CONSTRAINT account_links_hash_unique UNIQUE,
        made_by uuid NOT NULL CONSTRAINT account_links_made_by_fk REFERENCES users,
        made_at timestamptz NOT NULL,
        expires_at timestamptz,
        used_at timestamptz,
        ended_at timestamptz,
        CONSTRAINT account_links_for_somebody CHECK (user_id IS NOT NULL OR asked_email IS NOT NULL OR ended_at IS NOT NULL),
        CONSTRAINT account_links_expire CHECK ((token_hash IS NULL) = (expires_at IS NULL))
      );
      CREATE INDEX account_links_user_index ON account_links (user_id, made_at DESC);
      CREATE INDEX account_links_made_by_index ON account_links (made_by);
      CREATE INDEX account_links_made_index ON account_links (made_at);
      COMMENT ON TABLE account_links IS 'One-time links for choosing a password. The link itself is made when it is mailed; only its SHA-256 is kept.';
      COMMENT ON COLUMN account_links.asked_email IS 'What was typed by somebody who forgot a password; looked up by the worker, so that the page answers alike for everybody, and then removed.';
      ALTER TABLE account_links ENABLE ROW LEVEL SECURITY;
      ALTER TABLE account_links FORCE ROW LEVEL SECURITY;
      CREATE POLICY account_links_administrator ON account_links TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')) AND token_hash IS NULL);
      CREATE POLICY account_links_service ON account_links TO cohort_app
        USING ((SELECT actor_id()) = system_user_id()) WITH CHECK ((SELECT actor_id()) = system_user_id());
      CREATE POLICY account_links_system ON account_links TO cohort_system USING (true);
      COMMENT ON POLICY account_links_administrator ON account_links IS 'An administrator has one sent, never makes or sees the link.';
      GRANT SELECT (id, kind, user_id, made_by, made_at, expires_at, used_at, ended_at, asked_email), INSERT, UPDATE ON account_links TO cohort_app;
      GRANT SELECT, UPDATE ON account_links TO cohort_system;

      CREATE FUNCTION account_link_holder(wanted_hash bytea, at timestamptz)
        RETURNS TABLE (user_id uuid, kind text, email text, display_name text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT u.id, l.kind, u.email, u.display_name
          FROM account_links l JOIN users u ON u.id = l.user_id AND u.status = 'active'
         WHERE l.token_hash = wanted_hash AND l.used_at IS NULL AND l.ended_at IS NULL AND l.expires_at > at $$;

      CREATE POLICY user_credentials_system_adds ON user_credentials FOR INSERT TO cohort_system WITH CHECK (true);
      GRANT INSERT, UPDATE (changed_at) ON user_credentials TO cohort_system;
      CREATE FUNCTION use_account_link(wanted_hash bytea, at timestamptz, new_password_hash text) RETURNS uuid
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        holder uuid;
      BEGIN
        UPDATE account_links l SET used_at = at
         WHERE l.token_hash = wanted_hash AND l.used_at IS NULL AND l.ended_at IS NULL AND l.expires_at > at
           AND EXISTS (SELECT 1 FROM users u WHERE u.id = l.user_id AND u.status = 'active')
        RETURNING l.user_id INTO holder;
        IF holder IS NULL THEN RETURN NULL; END IF;
        UPDATE account_links l SET ended_at = at WHERE l.user_id = holder AND l.used_at IS NULL AND l.ended_at IS NULL;
        INSERT INTO user_credentials AS c (user_id, password_hash, changed_at) VALUES (holder, new_password_hash, at)
          ON CONFLICT ON CONSTRAINT user_credentials_pk DO UPDATE SET password_hash = EXCLUDED.password_hash, changed_at = EXCLUDED.changed_at;
        DELETE FROM sessions s WHERE s.user_id = holder;
        UPDATE access_tokens t SET ended_at = at WHERE t.user_id = holder AND t.kind = 'session' AND t.ended_at IS NULL;
        RETURN holder;
      END $$;
      COMMENT ON FUNCTION use_account_link(bytea, timestamptz, text) IS
        'Uses a link once: the new password, and no session of before it. Of two at the same moment one gets it. Leaves the second factor as it was.';

      CREATE FUNCTION holds_administrator() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM users u JOIN user_credentials c ON c.user_id = u.id
                        WHERE u.status = 'active' AND 'administrator' = ANY (u.roles)) $$;
      COMMENT ON FUNCTION holds_administrator() IS 'Whether an administrator can sign in; the command that makes the first one asks.';

      ALTER FUNCTION account_link_holder(bytea, timestamptz) OWNER TO cohort_system;
      ALTER FUNCTION use_account_link(bytea, timestamptz, text) OWNER TO cohort_system;
      ALTER FUNCTION holds_administrator() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION account_link_holder(bytea, timestamptz), use_account_link(bytea, timestamptz, text), holds_administrator() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION account_link_holder(bytea, timestamptz), use_account_link(bytea, timestamptz, text), holds_administrator() TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION holds_administrator();
      DROP FUNCTION use_account_link(bytea, timestamptz, text);
      DROP FUNCTION account_link_holder(bytea, timestamptz);
      REVOKE INSERT, UPDATE (changed_at) ON user_credentials FROM cohort_system;
      DROP POLICY user_credentials_system_adds ON user_credentials;
      DROP TABLE account_links;
      ALTER TABLE users DROP COLUMN disabled_reason;
    `);
  }
}
