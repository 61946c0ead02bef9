import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A plan of a tier that needs it waits for the panel after a manager; which tiers do, and how soon a plan is written, are rows. */
export class PlanPanelApproval1795305600253 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE plans DROP CONSTRAINT plans_status_known;
      ALTER TABLE plans
        ADD CONSTRAINT plans_status_known CHECK (status IN ('draft','awaiting_approval','awaiting_panel','live','closed')),
        ADD COLUMN manager_approved_by uuid CONSTRAINT plans_manager_approved_by_fk REFERENCES users,
        ADD COLUMN manager_approved_at timestamptz,
        ADD CONSTRAINT plans_manager_approves_nothing_of_their_own
          CHECK (manager_approved_by IS NULL OR manager_approved_by IS DISTINCT FROM submitted_by),
        ADD CONSTRAINT plans_panel_after_manager CHECK (status <> 'awaiting_panel' OR manager_approved_by IS NOT NULL),
        ADD CONSTRAINT plans_panel_is_somebody_else
          CHECK (manager_approved_by IS NULL OR approved_by IS NULL OR approved_by <> manager_approved_by);
      COMMENT ON COLUMN plans.manager_approved_by IS 'The manager who passed it on to the panel, where the tier needs the panel; empty otherwise.';
      CREATE INDEX plans_awaiting_panel_index ON plans (submitted_at, id) WHERE status = 'awaiting_panel';
      CREATE INDEX plans_manager_approved_by_index ON plans (manager_approved_by) WHERE manager_approved_by IS NOT NULL;

      CREATE TABLE plan_approval_rules (
        tier text CONSTRAINT plan_approval_rules_pk PRIMARY KEY
          CONSTRAINT plan_approval_rules_tier_known CHECK (tier IN ('critical','high','medium','monitoring')),
        needs_panel boolean NOT NULL
      );
      COMMENT ON TABLE plan_approval_rules IS 'Which tiers need the panel to approve a plan after a manager.';
      INSERT INTO plan_approval_rules (tier, needs_panel)
        VALUES ('critical', true), ('high', false), ('medium', false), ('monitoring', false);
      ALTER TABLE plan_approval_rules ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_approval_rules FORCE ROW LEVEL SECURITY;
      CREATE POLICY plan_approval_rules_read ON plan_approval_rules FOR SELECT TO cohort_app USING (true);
      GRANT SELECT ON plan_approval_rules TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE plan_approval_rules;
      DROP INDEX plans_awaiting_panel_index, plans_manager_approved_by_index;
      ALTER TABLE plans NO FORCE ROW LEVEL SECURITY;
      -- The older service knows one approval: what waits for the panel waits for a manager again.
      UPDATE plans SET status = 'awaiting_approval', version = version + 1 WHERE status = 'awaiting_panel';
      ALTER TABLE plans FORCE ROW LEVEL SECURITY;
      ALTER TABLE plans DROP CONSTRAINT plans_status_known, DROP COLUMN manager_approved_by, DROP COLUMN manager_approved_at;
      ALTER TABLE plans ADD CONSTRAINT plans_status_known CHECK (status IN ('draft','awaiting_approval','live','closed'));
    `);
  }
}
