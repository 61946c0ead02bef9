import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tiers need the panel is decided by its chair, with a day and a reason; every decision is kept. */
export class PlanApprovalDecisions1795305600440 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE plan_approval_decisions (
        id uuid CONSTRAINT plan_approval_decisions_pk PRIMARY KEY,
        number integer NOT NULL CONSTRAINT plan_approval_decisions_number_unique UNIQUE
          CONSTRAINT plan_approval_decisions_number_counts CHECK (number > 0),
        tiers text[] NOT NULL
          CONSTRAINT plan_approval_decisions_tiers_known CHECK (tiers <@ ARRAY['critical','high','medium','monitoring']),
        decided_on date NOT NULL,
        reason text NOT NULL CONSTRAINT plan_approval_decisions_reasoned CHECK (length(trim(reason)) > 0),
        recorded_by uuid NOT NULL CONSTRAINT plan_approval_decisions_recorded_by_fk REFERENCES users,
        recorded_at timestamptz NOT NULL
      );
      COMMENT ON TABLE plan_approval_decisions IS 'The decisions behind plan_approval_rules, in order. Nothing here is changed or deleted.';
      COMMENT ON COLUMN plan_approval_decisions.tiers IS 'All tiers whose plans the panel approves after a manager, from this decision on.';
      COMMENT ON COLUMN plan_approval_decisions.reason IS 'Who agreed, and why.';
      CREATE INDEX plan_approval_decisions_recorded_by_index ON plan_approval_decisions (recorded_by);
      ALTER TABLE plan_approval_decisions ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_approval_decisions FORCE ROW LEVEL SECURITY;
      CREATE POLICY plan_approval_decisions_read ON plan_approval_decisions FOR SELECT TO cohort_app USING (true);
      CREATE POLICY plan_approval_decisions_chair ON plan_approval_decisions FOR INSERT TO cohort_app
        WITH CHECK ((SELECT actor_has_role('panel_chair')));
      GRANT SELECT, INSERT ON plan_approval_decisions TO cohort_app;

      -- The rules follow the newest decision and nothing else.
      CREATE POLICY plan_approval_rules_chair ON plan_approval_rules FOR UPDATE TO cohort_app
        USING ((SELECT actor_has_role('panel_chair')))
        WITH CHECK ((SELECT actor_has_role('panel_chair'))
          AND needs_panel = (tier = ANY ((SELECT d.tiers FROM plan_approval_decisions d ORDER BY d.number DESC LIMIT 1)::text[])));
      GRANT UPDATE (needs_panel) ON plan_approval_rules TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // What the chair decided last stays the rule; the older service has no page for it.
    await queryRunner.query(`
      REVOKE UPDATE (needs_panel) ON plan_approval_rules FROM cohort_app;
      DROP POLICY plan_approval_rules_chair ON plan_approval_rules;
      DROP TABLE plan_approval_decisions;
    `);
  }
}
