import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors, recovery codes, and the counts of wrong tries that sign-in is limited by. */
export class SecondFactors1795305600130 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE second_factors (
        id uuid CONSTRAINT second_factors_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT second_factors_user_fk REFERENCES users,
        kind text NOT NULL CONSTRAINT second_factors_kind_known CHECK (kind IN ('totp','passkey')),
        name text NOT NULL CONSTRAINT second_factors_name_length CHECK (length(name) BETWEEN 1 AND 60),
        sealed_seed bytea,
        last_step bigint,
        credential_id text CONSTRAINT second_factors_credential_unique UNIQUE,
        public_key bytea,
        sign_count bigint,
        transports text[] NOT NULL DEFAULT '{}',
        added_at timestamptz NOT NULL,
        last_used_at timestamptz,
        removed_at timestamptz,
        CONSTRAINT second_factors_complete CHECK (CASE kind
          WHEN 'totp' THEN sealed_seed IS NOT NULL AND credential_id IS NULL
          ELSE sealed_seed IS NULL AND credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL END)
      );
      CREATE INDEX second_factors_user_index ON second_factors (user_id);
      CREATE UNIQUE INDEX second_factors_one_app_unique ON second_factors (user_id)
        WHERE kind = 'totp' AND removed_at IS NULL;
      COMMENT ON TABLE second_factors IS 'What somebody signs in with beside the password: an authenticator app or a passkey.';
      COMMENT ON COLUMN second_factors.sealed_seed IS 'AES-256-GCM under a key that is not in the database.';
      COMMENT ON COLUMN second_factors.last_step IS 'The 30-second step of the last code taken: a code at or before it is spent.';

      CREATE TABLE recovery_codes (
        id uuid CONSTRAINT recovery_codes_pk PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT recovery_codes_user_fk REFERENCES users,
        code_hash bytea NOT NULL,
        made_at timestamptz NOT NULL,
        used_at timestamptz,
        replaced_at timestamptz
      );
      CREATE INDEX recovery_codes_user_index ON recovery_codes (user_id);
      COMMENT ON TABLE recovery_codes IS 'Ten a person, 120 random bits each, kept as a keyed hash; each signs in once.';

      CREATE TABLE attempt_counts (
        key bytea CONSTRAINT attempt_counts_pk PRIMARY KEY,
        points integer NOT NULL CONSTRAINT attempt_counts_points_positive CHECK (points >= 0),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX attempt_counts_expiry_index ON attempt_counts (expires_at);
      COMMENT ON TABLE attempt_counts IS 'Wrong tries by account, by address and by both. Keys are keyed hashes: the table names nobody.';

      ALTER TABLE access_tokens ADD COLUMN factor_at timestamptz;
      COMMENT ON COLUMN access_tokens.factor_at IS 'When a second factor was given for this token; null for none.';

      ALTER TABLE second_factors ENABLE ROW LEVEL SECURITY; ALTER TABLE second_factors FORCE ROW LEVEL SECURITY;
      ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY; ALTER TABLE recovery_codes FORCE ROW LEVEL SECURITY;
      ALTER TABLE attempt_counts ENABLE ROW LEVEL SECURITY; ALTER TABLE attempt_counts FORCE ROW LEVEL SECURITY;
      CREATE POLICY second_factors_own ON second_factors TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      CREATE POLICY recovery_codes_own ON recovery_codes TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));
      CREATE POLICY attempt_counts_by_key ON attempt_counts TO cohort_app USING (true) WITH CHECK (true);
      CREATE POLICY second_factors_system ON second_factors TO cohort_system USING (true) WITH CHECK (true);
      CREATE POLICY recovery_codes_system ON recovery_codes TO cohort_system USING (true) WITH CHECK (true);
      CREATE POLICY user_credentials_rehash ON user_credentials FOR UPDATE TO cohort_system USING (true) WITH CHECK (true);

      GRANT SELECT, INSERT ON second_factors, recovery_codes TO cohort_app;
      GRANT UPDATE (last_step, sign_count, last_used_at, removed_at) ON second_factors TO cohort_app;
      GRANT UPDATE (used_at, replaced_at) ON recovery_codes TO cohort_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON attempt_counts TO cohort_app;
      GRANT SELECT, UPDATE ON second_factors, recovery_codes TO cohort_system;
      GRANT UPDATE (password_hash) ON user_credentials TO cohort_system;

      CREATE FUNCTION factor_time_of_token(wanted_hash bytea, at timestamptz) RETURNS timestamptz
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT t.factor_at FROM access_tokens t
         WHERE t.token_hash = wanted_hash AND t.ended_at IS NULL AND t.expires_at > at $$;

      CREATE FUNCTION rehash_password(wanted_user_id uuid, old_hash text, new_hash text) RETURNS boolean
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH changed AS (
          UPDATE user_credentials SET password_hash = new_hash
           WHERE user_id = wanted_user_id AND password_hash = old_hash RETURNING 1)
        SELECT EXISTS (SELECT 1 FROM changed) $$;
      COMMENT ON FUNCTION rehash_password(uuid, text, text) IS
        'The same password under newer parameters: only for who has just read the old hash, and never over a change.';

      CREATE FUNCTION reset_second_factors(wanted_user_id uuid, at timestamptz) RETURNS integer
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH factors AS (
          UPDATE second_factors SET removed_at = at
           WHERE user_id = wanted_user_id AND removed_at IS NULL
             AND actor_has_role('administrator') AND wanted_user_id <> actor_id() RETURNING 1),
        codes AS (
          UPDATE recovery_codes SET replaced_at = at
           WHERE user_id = wanted_user_id AND used_at IS NULL AND replaced_at IS NULL
             AND actor_has_role('administrator') AND wanted_user_id <> actor_id() RETURNING 1)
        SELECT (SELECT count(*) FROM factors)::integer $$;
      COMMENT ON FUNCTION reset_second_factors(uuid, timestamptz) IS
        'For somebody who lost the telephone and the codes: an administrator, never for themselves. The next sign-in asks to set up a new one.';

      ALTER FUNCTION factor_time_of_token(bytea, timestamptz) OWNER TO cohort_system;
      ALTER FUNCTION rehash_password(uuid, text, text) OWNER TO cohort_system;
      ALTER FUNCTION reset_second_factors(uuid, timestamptz) OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION factor_time_of_token(bytea, timestamptz), rehash_password(uuid, text, text),
        reset_second_factors(uuid, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION factor_time_of_token(bytea, timestamptz), rehash_password(uuid, text, text),
        reset_second_factors(uuid, timestamptz) TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION reset_second_factors(uuid, timestamptz);
      DROP FUNCTION rehash_password(uuid, text, text);
      DROP FUNCTION factor_time_of_token(bytea, timestamptz);
      DROP POLICY user_credentials_rehash ON user_credentials;
      REVOKE UPDATE (password_hash) ON user_credentials FROM cohort_system;
      ALTER TABLE access_tokens DROP COLUMN factor_at;
      DROP TABLE attempt_counts, recovery_codes, second_factors;
    `);
  }
}
