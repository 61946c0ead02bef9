import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who somebody is at a provider of single sign-on, and accounts that sign in there alone. */
export class SingleSignOn1795305600150 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sign_in_identities (
        id uuid CONSTRAINT sign_in_identities_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT sign_in_identities_user_fk REFERENCES users,
        issuer text NOT NULL CONSTRAINT sign_in_identities_issuer_length CHECK (length(issuer) BETWEEN 1 AND 500),
        subject text NOT NULL CONSTRAINT sign_in_identities_subject_length CHECK (length(subject) BETWEEN 1 AND 500),
        linked_at timestamptz NOT NULL,
        last_used_at timestamptz,
        removed_at timestamptz
      );
      CREATE UNIQUE INDEX sign_in_identities_one_account_unique ON sign_in_identities (issuer, subject) WHERE removed_at IS NULL;
      CREATE UNIQUE INDEX sign_in_identities_one_a_provider_unique ON sign_in_identities (user_id, issuer) WHERE removed_at IS NULL;
      CREATE INDEX sign_in_identities_user_index ON sign_in_identities (user_id);
      COMMENT ON TABLE sign_in_identities IS 'Who a user is at a provider of single sign-on: by issuer and subject, never by an e-mail address.';
      COMMENT ON COLUMN sign_in_identities.subject IS 'The provider’s own lasting name for the person; of Entra ID tenant and object id.';
      ALTER TABLE sign_in_identities ENABLE ROW LEVEL SECURITY;
      ALTER TABLE sign_in_identities FORCE ROW LEVEL SECURITY;
      CREATE POLICY sign_in_identities_own ON sign_in_identities FOR SELECT TO cohort_app USING (user_id = (SELECT actor_id()));
      CREATE POLICY sign_in_identities_own_added ON sign_in_identities FOR INSERT TO cohort_app
        WITH CHECK (user_id = (SELECT actor_id()) AND removed_at IS NULL);
      CREATE POLICY sign_in_identities_administrator ON sign_in_identities FOR SELECT TO cohort_app
        USING ((SELECT actor_has_role('administrator')));
      CREATE POLICY sign_in_identities_administrator_removes ON sign_in_identities FOR UPDATE TO cohort_app
        USING ((SELECT actor_has_role('administrator'))) WITH CHECK (removed_at IS NOT NULL);
      CREATE POLICY sign_in_identities_system ON sign_in_identities TO cohort_system USING (true) WITH CHECK (true);
      COMMENT ON POLICY sign_in_identities_administrator_removes ON sign_in_identities IS 'An administrator takes a link away, and makes none for somebody else.';
      GRANT SELECT, INSERT ON sign_in_identities TO cohort_app;
      GRANT UPDATE (removed_at) ON sign_in_identities TO cohort_app;
      GRANT SELECT, INSERT ON sign_in_identities TO cohort_system;
      GRANT UPDATE (last_used_at) ON sign_in_identities TO cohort_system;

      ALTER TABLE users ADD COLUMN single_sign_on_only boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN users.single_sign_on_only IS 'Signs in at the provider alone: a password, if there is one, is not taken.';
      CREATE POLICY users_system_changes ON users FOR UPDATE TO cohort_system USING (true) WITH CHECK (true);
      GRANT UPDATE (single_sign_on_only, version) ON users TO cohort_system;

      CREATE OR REPLACE FUNCTION sign_in_lookup(wanted_email text)
        RETURNS TABLE (user_id uuid, password_hash text, status text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT u.id, c.password_hash, u.status
          FROM users u JOIN user_credentials c ON c.user_id = u.id
         WHERE lower(u.email) = lower(wanted_email) AND NOT u.single_sign_on_only $$;

      CREATE OR REPLACE FUNCTION holds_administrator() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM users u
                        WHERE u.status = 'active' AND 'administrator' = ANY (u.roles)
                          AND (EXISTS (SELECT 1 FROM user_credentials c WHERE c.user_id = u.id)
                               OR EXISTS (SELECT 1 FROM sign_in_identities i WHERE i.user_id = u.id AND i.removed_at IS NULL))) $$;

      CREATE FUNCTION identity_holder(wanted_issuer text, wanted_subject text, at timestamptz) RETURNS uuid
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE sign_in_identities i SET last_used_at = at
         WHERE i.issuer = wanted_issuer AND i.subject = wanted_subject AND i.removed_at IS NULL
        RETURNING i.user_id $$;
      COMMENT ON FUNCTION identity_holder(text, text, timestamptz) IS
        'Whose account this person of the provider is linked to; notes the use. Whether the account is active is asked elsewhere.';

      CREATE FUNCTION link_invited_identity(wanted_hash bytea, at timestamptz, new_id uuid, new_issuer text, new_subject text) RETURNS uuid
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        holder uuid;
      BEGIN
        UPDATE account_links l SET used_at = at
         WHERE l.token_hash = wanted_hash AND l.kind = 'invitation'
           AND l.used_at IS NULL AND l.ended_at IS NULL AND l.expires_at > at
           AND EXISTS (SELECT 1 FROM users u WHERE u.id = l.user_id AND u.status = 'active')
        RETURNING l.user_id INTO holder;
        IF holder IS NULL THEN RETURN NULL; END IF;
        UPDATE account_links l SET ended_at = at WHERE l.user_id = holder AND l.used_at IS NULL AND l.ended_at IS NULL;
        INSERT INTO sign_in_identities (id, user_id, issuer, subject, linked_at) VALUES (new_id, holder, new_issuer, new_subject, at);
        UPDATE users u SET single_sign_on_only = true, version = u.version + 1 WHERE u.id = holder;
        RETURN holder;
      END $$;
      COMMENT ON FUNCTION link_invited_identity(bytea, timestamptz, uuid, text, text) IS
        'Uses an invitation once, with a person of the provider in place of a password. A person who is linked already is an error, and the invitation stays unused.';

      ALTER FUNCTION identity_holder(text, text, timestamptz) OWNER TO cohort_system;
      ALTER FUNCTION link_invited_identity(bytea, timestamptz, uuid, text, text) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION identity_holder(text, text, timestamptz),
        link_invited_identity(bytea, timestamptz, uuid, text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION identity_holder(text, text, timestamptz),
        link_invited_identity(bytea, timestamptz, uuid, text, text) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION link_invited_identity(bytea, timestamptz, uuid, text, text);
      DROP FUNCTION identity_holder(text, text, timestamptz);
      CREATE OR REPLACE FUNCTION holds_administrator() RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM users u JOIN user_credentials c ON c.user_id = u.id
                        WHERE u.status = 'active' AND 'administrator' = ANY (u.roles)) $$;
      CREATE OR REPLACE FUNCTION sign_in_lookup(wanted_email text)
        RETURNS TABLE (user_id uuid, password_hash text, status text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT u.id, c.password_hash, u.status
          FROM users u JOIN user_credentials c ON c.user_id = u.id
         WHERE lower(u.email) = lower(wanted_email) $$;
      REVOKE UPDATE (single_sign_on_only, version) ON users FROM cohort_system;
      DROP POLICY users_system_changes ON users;
      ALTER TABLE users DROP COLUMN single_sign_on_only;
      DROP TABLE sign_in_identities;
    `);
  }
}
