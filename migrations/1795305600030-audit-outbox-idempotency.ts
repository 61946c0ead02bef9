import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every verb writes beside its change, in the same transaction: who did it, what must follow, and that it was done once. */
export class AuditOutboxIdempotency1795305600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_events (
        id uuid CONSTRAINT audit_events_pk PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        roles text[] NOT NULL,
        act text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid,
        individual_id uuid,
        fields text[] NOT NULL DEFAULT '{}',
        reason text,
        request_id text,
        address inet
      );
      CREATE INDEX audit_events_at_index ON audit_events (at DESC, id DESC);
      CREATE INDEX audit_events_individual_index ON audit_events (individual_id, at DESC, id DESC);
      CREATE INDEX audit_events_actor_index ON audit_events (actor_id, at DESC, id DESC);
      COMMENT ON TABLE audit_events IS 'Append-only: one row for each read of case content and each change. Names of fields, never their contents.';

      CREATE TABLE outbox_events (
        id uuid CONSTRAINT outbox_events_pk PRIMARY KEY,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        handled_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        last_error text
      );
      CREATE INDEX outbox_events_waiting_index ON outbox_events (at) WHERE handled_at IS NULL;
      COMMENT ON TABLE outbox_events IS 'What must follow a change, written with it: queue.add is not atomic with a transaction. Ids only.';

      CREATE TABLE idempotency_keys (
        user_id uuid NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (length(key) BETWEEN 8 AND 200),
        request_hash bytea NOT NULL,
        result jsonb NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT idempotency_keys_pk PRIMARY KEY (user_id, key)
      );
      COMMENT ON TABLE idempotency_keys IS 'A repeated submission of the same form or request finds its first result here.';

      ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox_events ENABLE ROW LEVEL SECURITY; ALTER TABLE outbox_events FORCE ROW LEVEL SECURITY;
      ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY; ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

      CREATE POLICY audit_events_write ON audit_events FOR INSERT TO cohort_app WITH CHECK (actor_id = (SELECT actor_id()));
      CREATE POLICY audit_events_governance ON audit_events FOR SELECT TO cohort_app USING ((SELECT actor_has_role('governance')));
      CREATE POLICY outbox_events_write ON outbox_events FOR INSERT TO cohort_app WITH CHECK (actor_id = (SELECT actor_id()));
      CREATE POLICY outbox_events_worker ON outbox_events TO cohort_app USING ((SELECT actor_id()) = system_user_id());
      CREATE POLICY idempotency_keys_own ON idempotency_keys TO cohort_app
        USING (user_id = (SELECT actor_id())) WITH CHECK (user_id = (SELECT actor_id()));

      GRANT SELECT, INSERT ON audit_events TO cohort_app;
      GRANT SELECT, INSERT, UPDATE ON outbox_events TO cohort_app;
      GRANT SELECT, INSERT ON idempotency_keys TO cohort_app;

      CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'TC002';
      END $$;
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE idempotency_keys, outbox_events, audit_events;
      DROP FUNCTION refuse_change_of_history();
    `);
  }
}
