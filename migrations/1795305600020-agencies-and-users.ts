import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agencies, users, their passwords and sessions, panels and who sits on them, and what is looked up before there is an actor. */
export class AgenciesAndUsers1795305600020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE agencies (
        id uuid CONSTRAINT agencies_pk PRIMARY KEY,
        name text NOT NULL CONSTRAINT agencies_name_unique UNIQUE,
        kind text NOT NULL CONSTRAINT agencies_kind_known CHECK (kind IN
          ('partnership','council','childrens_services','youth_justice','police','school','health','probation','housing','voluntary')),
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      COMMENT ON TABLE agencies IS 'A partner organisation; every user belongs to exactly one.';

      CREATE TABLE users (
        id uuid CONSTRAINT users_pk PRIMARY KEY,
        agency_id uuid NOT NULL CONSTRAINT users_agency_fk REFERENCES agencies,
        display_name text NOT NULL,
        job_title text,
        email text NOT NULL,
        roles text[] NOT NULL DEFAULT '{}' CONSTRAINT users_roles_known CHECK (roles <@ ARRAY
          ['practitioner','manager','panel_member','panel_chair','analyst','governance','administrator']),
        status text NOT NULL DEFAULT 'active' CONSTRAINT users_status_known CHECK (status IN ('active','disabled','system')),
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX users_email_unique ON users (lower(email));
      CREATE INDEX users_agency_index ON users (agency_id);
      COMMENT ON COLUMN users.roles IS 'What the user may do; which records they may do it to is decided record by record.';

      INSERT INTO agencies (id, name, kind, created_at)
        VALUES ('00000000-0000-7000-8000-000000000002', 'The partnership', 'partnership', '2026-01-01');
      INSERT INTO users (id, agency_id, display_name, email, status, created_at)
        VALUES (system_user_id(), '00000000-0000-7000-8000-000000000002', 'The service', 'service@localhost', 'system', '2026-01-01');

      CREATE TABLE user_credentials (
        user_id uuid CONSTRAINT user_credentials_pk PRIMARY KEY CONSTRAINT user_credentials_user_fk REFERENCES users,
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL
      );
      COMMENT ON TABLE user_credentials IS 'argon2id hashes, apart from users so that no list of colleagues can carry one.';

      CREATE TABLE access_tokens (
        id uuid CONSTRAINT access_tokens_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT access_tokens_user_fk REFERENCES users,
        token_hash bytea NOT NULL CONSTRAINT access_tokens_hash_unique UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      COMMENT ON TABLE access_tokens IS 'Bearer tokens of the API, kept as SHA-256 only: a copy of the table signs nobody in.';

      CREATE TABLE sessions (
        sid text CONSTRAINT sessions_pk PRIMARY KEY,
        sess json NOT NULL,
        expire timestamptz NOT NULL
      );
      CREATE INDEX sessions_expire_index ON sessions (expire);
      COMMENT ON TABLE sessions IS 'Browser sessions of connect-pg-simple.';

      CREATE TABLE panels (
        id uuid CONSTRAINT panels_pk PRIMARY KEY,
        name text NOT NULL CONSTRAINT panels_name_unique UNIQUE,
        abbreviation text NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE TABLE panel_members (
        id uuid CONSTRAINT panel_members_pk PRIMARY KEY,
        panel_id uuid NOT NULL CONSTRAINT panel_members_panel_fk REFERENCES panels,
        user_id uuid NOT NULL CONSTRAINT panel_members_user_fk REFERENCES users,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT panel_members_ends_after_start CHECK (ended_at IS NULL OR ended_at >= started_at)
      );
      CREATE UNIQUE INDEX panel_members_current_unique ON panel_members (panel_id, user_id) WHERE ended_at IS NULL;
      CREATE INDEX panel_members_user_index ON panel_members (user_id) WHERE ended_at IS NULL;

      ALTER TABLE agencies ENABLE ROW LEVEL SECURITY; ALTER TABLE agencies FORCE ROW LEVEL SECURITY;
      ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY;
      ALTER TABLE user_credentials ENABLE ROW LEVEL SECURITY; ALTER TABLE user_credentials FORCE ROW LEVEL SECURITY;
      ALTER TABLE access_tokens ENABLE ROW LEVEL SECURITY; ALTER TABLE access_tokens FORCE ROW LEVEL SECURITY;
      ALTER TABLE sessions ENABLE ROW LEVEL SECURITY; ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
      ALTER TABLE panels ENABLE ROW LEVEL SECURITY; ALTER TABLE panels FORCE ROW LEVEL SECURITY;
      ALTER TABLE panel_members ENABLE ROW LEVEL SECURITY; ALTER TABLE panel_members FORCE ROW LEVEL SECURITY;

      CREATE POLICY agencies_signed_in ON agencies FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY agencies_administrator ON agencies TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
      CREATE POLICY users_signed_in ON users FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY users_administrator ON users TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
      CREATE POLICY user_credentials_administrator ON user_credentials FOR INSERT TO cohort_app
        WITH CHECK ((SELECT actor_has_role('administrator')));
      CREATE POLICY access_tokens_own ON access_tokens TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      CREATE POLICY sessions_by_id ON sessions TO cohort_app USING (true) WITH CHECK (true);
      CREATE POLICY panels_signed_in ON panels FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY panels_administrator ON panels TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));
      CREATE POLICY panel_members_signed_in ON panel_members FOR SELECT TO cohort_app USING ((SELECT actor_id()) IS NOT NULL);
      CREATE POLICY panel_members_administrator ON panel_members TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK ((SELECT actor_has_role('administrator')));

      CREATE POLICY agencies_system ON agencies FOR SELECT TO cohort_system USING (true);
      CREATE POLICY users_system ON users FOR SELECT TO cohort_system USING (true);
      CREATE POLICY user_credentials_system ON user_credentials FOR SELECT TO cohort_system USING (true);
      CREATE POLICY access_tokens_system ON access_tokens FOR SELECT TO cohort_system USING (true);
      CREATE POLICY panel_members_system ON panel_members FOR SELECT TO cohort_system USING (true);

      GRANT SELECT, INSERT, UPDATE ON agencies, users, panels, panel_members TO cohort_app;
      GRANT INSERT ON user_credentials TO cohort_app;
      GRANT SELECT, INSERT, UPDATE ON access_tokens TO cohort_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO cohort_app;
      GRANT SELECT ON agencies, users, user_credentials, access_tokens, panel_members TO cohort_system;

      CREATE TRIGGER agencies_version BEFORE UPDATE ON agencies FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER users_version BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
      CREATE TRIGGER panels_version BEFORE UPDATE ON panels FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();

      CREATE FUNCTION sign_in_lookup(wanted_email text)
        RETURNS TABLE (user_id uuid, password_hash text, status text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT u.id, c.password_hash, u.status
          FROM users u JOIN user_credentials c ON c.user_id = u.id
         WHERE lower(u.email) = lower(wanted_email) $$;

      CREATE FUNCTION actor_for_user(wanted_user_id uuid)
        RETURNS TABLE (user_id uuid, display_name text, email text, status text, roles text[],
                       agency_id uuid, agency_name text, agency_kind text, access_keys uuid[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT u.id, u.display_name, u.email, u.status, u.roles, a.id, a.name, a.kind,
               ARRAY[u.id]
               || CASE WHEN 'manager' = ANY (u.roles) THEN ARRAY[a.id] ELSE '{}'::uuid[] END
               || CASE WHEN u.roles && ARRAY['panel_member','panel_chair']
                       THEN ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL)
                       ELSE '{}'::uuid[] END
          FROM users u JOIN agencies a ON a.id = u.agency_id
         WHERE u.id = wanted_user_id AND a.is_active $$;

      CREATE FUNCTION user_for_token(wanted_hash bytea, at timestamptz) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT t.user_id FROM access_tokens t
         WHERE t.token_hash = wanted_hash AND t.ended_at IS NULL AND t.expires_at > at $$;

      ALTER FUNCTION sign_in_lookup(text) OWNER TO cohort_system;
      ALTER FUNCTION actor_for_user(uuid) OWNER TO cohort_system;
      ALTER FUNCTION user_for_token(bytea, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION sign_in_lookup(text), actor_for_user(uuid), user_for_token(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sign_in_lookup(text), actor_for_user(uuid), user_for_token(bytea, timestamptz) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION user_for_token(bytea, timestamptz);
      DROP FUNCTION actor_for_user(uuid);
      DROP FUNCTION sign_in_lookup(text);
      DROP TABLE panel_members, panels, sessions, access_tokens, user_credentials, users, agencies;
    `);
  }
}
