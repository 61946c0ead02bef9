import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each time a plan was sent back, with the comment: the plan itself keeps the last one, and only until it is sent again. */
export class PlanReturns1795305600850 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(BACKFILL);
    await queryRunner.query(`SELECT open_to_merges('plan_returns', 'individual_id'); SELECT open_to_erasure();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE plan_returns');
  }
}

const OF_PLAN = 'EXISTS (SELECT 1 FROM plans p WHERE p.id = plan_id)';

const TABLE = `
  CREATE TABLE plan_returns (
    id uuid CONSTRAINT plan_returns_pk PRIMARY KEY,
    plan_id uuid NOT NULL CONSTRAINT plan_returns_plan_fk REFERENCES plans,
    individual_id uuid NOT NULL CONSTRAINT plan_returns_individual_fk REFERENCES individuals,
    comment text NOT NULL CONSTRAINT plan_returns_say_why CHECK (length(trim(comment)) > 0),
    returned_by uuid NOT NULL CONSTRAINT plan_returns_returned_by_fk REFERENCES users,
    returned_at timestamptz NOT NULL
  );
  CREATE INDEX plan_returns_individual_index ON plan_returns (individual_id);
  CREATE INDEX plan_returns_plan_index ON plan_returns (plan_id);
  CREATE INDEX plan_returns_returned_by_index ON plan_returns (returned_by);
  COMMENT ON TABLE plan_returns IS 'Each time a plan was sent back for edits: who, when and with which comment. Added to, never changed.';
  CREATE TRIGGER plan_returns_append_only BEFORE UPDATE ON plan_returns FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
  ALTER TABLE plan_returns ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_returns FORCE ROW LEVEL SECURITY;
  CREATE POLICY plan_returns_see ON plan_returns FOR SELECT TO cohort_app USING (${OF_PLAN});
  CREATE POLICY plan_returns_make ON plan_returns FOR INSERT TO cohort_app WITH CHECK (${OF_PLAN} AND returned_by = (SELECT actor_id()));
  CREATE POLICY plan_returns_not_added_by_grant ON plan_returns AS RESTRICTIVE FOR INSERT TO cohort_app
    WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
  GRANT SELECT, INSERT ON plan_returns TO cohort_app;`;

/** What waits now is known with its comment; of earlier ones the audit keeps that they were, and the words are gone. */
const BACKFILL = `
  ALTER TABLE plans NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE plan_returns NO FORCE ROW LEVEL SECURITY;
  INSERT INTO plan_returns (id, plan_id, individual_id, comment, returned_by, returned_at)
  SELECT gen_random_uuid(), p.id, p.individual_id, p.return_comment, p.returned_by, a.at
    FROM plans p
    JOIN LATERAL (SELECT max(e.at) AS at FROM audit_events e WHERE e.act = 'plan.returned' AND e.subject_id = p.id) a ON a.at IS NOT NULL
   WHERE p.returned_by IS NOT NULL AND length(trim(p.return_comment)) > 0;
  ALTER TABLE plan_returns FORCE ROW LEVEL SECURITY;
  ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
  ALTER TABLE plans FORCE ROW LEVEL SECURITY;`;
