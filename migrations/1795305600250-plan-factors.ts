import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The factor matrix: which action answers which need or risk, and why one is answered by none. */
export class PlanFactors1795305600250 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE plan_needs DROP CONSTRAINT plan_needs_domain_known;
      ALTER TABLE plan_needs ADD CONSTRAINT plan_needs_domain_known CHECK (domain IN (${[...DOMAINS, 'faith_culture'].map((domain) => `'${domain}'`).join(',')}));
      ALTER TABLE plan_needs ADD COLUMN evidence text NOT NULL DEFAULT '';
      COMMENT ON COLUMN plan_needs.evidence IS 'What shows it, and who said so.';
      ALTER TABLE plan_goals ADD COLUMN baseline text NOT NULL DEFAULT '';
      COMMENT ON COLUMN plan_goals.baseline IS 'How it stood when the goal was set: what the measure is held against.';

      CREATE TABLE plan_factor_actions (
        id uuid CONSTRAINT plan_factor_actions_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_factor_actions_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_factor_actions_individual_fk REFERENCES individuals,
        need_id uuid CONSTRAINT plan_factor_actions_need_fk REFERENCES plan_needs,
        risk_id uuid CONSTRAINT plan_factor_actions_risk_fk REFERENCES plan_risks,
        action_id uuid NOT NULL CONSTRAINT plan_factor_actions_action_fk REFERENCES actions,
        linked_by uuid NOT NULL CONSTRAINT plan_factor_actions_linked_by_fk REFERENCES users,
        linked_at timestamptz NOT NULL,
        unlinked_by uuid CONSTRAINT plan_factor_actions_unlinked_by_fk REFERENCES users,
        unlinked_at timestamptz,
        CONSTRAINT plan_factor_actions_one_factor CHECK (num_nonnulls(need_id, risk_id) = 1),
        CONSTRAINT plan_factor_actions_unlinked_by_somebody CHECK ((unlinked_at IS NULL) = (unlinked_by IS NULL))
      );
      CREATE UNIQUE INDEX plan_factor_actions_once ON plan_factor_actions (coalesce(need_id, risk_id), action_id) WHERE unlinked_at IS NULL;
      CREATE INDEX plan_factor_actions_plan_index ON plan_factor_actions (plan_id);
      CREATE INDEX plan_factor_actions_individual_index ON plan_factor_actions (individual_id);
      CREATE INDEX plan_factor_actions_action_index ON plan_factor_actions (action_id);
      CREATE INDEX plan_factor_actions_need_index ON plan_factor_actions (need_id);
      CREATE INDEX plan_factor_actions_risk_index ON plan_factor_actions (risk_id);
      COMMENT ON TABLE plan_factor_actions IS 'An action answers a need or a risk. A link made in error is unlinked, never removed.';

      CREATE TABLE plan_gap_explanations (
        id uuid CONSTRAINT plan_gap_explanations_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_gap_explanations_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_gap_explanations_individual_fk REFERENCES individuals,
        need_id uuid CONSTRAINT plan_gap_explanations_need_fk REFERENCES plan_needs,
        risk_id uuid CONSTRAINT plan_gap_explanations_risk_fk REFERENCES plan_risks,
        explanation text NOT NULL CONSTRAINT plan_gap_explanations_say_why CHECK (length(trim(explanation)) > 0),
        explained_by uuid NOT NULL CONSTRAINT plan_gap_explanations_explained_by_fk REFERENCES users,
        explained_at timestamptz NOT NULL,
        CONSTRAINT plan_gap_explanations_one_factor CHECK (num_nonnulls(need_id, risk_id) = 1)
      );
      CREATE INDEX plan_gap_explanations_plan_index ON plan_gap_explanations (plan_id);
      CREATE INDEX plan_gap_explanations_individual_index ON plan_gap_explanations (individual_id);
      CREATE INDEX plan_gap_explanations_need_index ON plan_gap_explanations (need_id, explained_at DESC);
      CREATE INDEX plan_gap_explanations_risk_index ON plan_gap_explanations (risk_id, explained_at DESC);
      COMMENT ON TABLE plan_gap_explanations IS 'Why no action answers a need or a risk; the newest stands, until the need is recorded anew.';

      ALTER TABLE plan_factor_actions ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_factor_actions FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_gap_explanations ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_gap_explanations FORCE ROW LEVEL SECURITY;
      -- A link is for whoever may read both of its ends.
      CREATE POLICY plan_factor_actions_of_visible ON plan_factor_actions TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND EXISTS (SELECT 1 FROM actions a WHERE a.id = action_id)
               AND (risk_id IS NULL OR EXISTS (SELECT 1 FROM plan_risks r WHERE r.id = risk_id)));
      CREATE POLICY plan_gap_explanations_of_visible ON plan_gap_explanations TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
               AND (risk_id IS NULL OR EXISTS (SELECT 1 FROM plan_risks r WHERE r.id = risk_id)));
      GRANT SELECT, INSERT, UPDATE (unlinked_by, unlinked_at) ON plan_factor_actions TO cohort_app;
      GRANT SELECT, INSERT ON plan_gap_explanations TO cohort_app;
    `);
    for (const table of ['plan_factor_actions', 'plan_gap_explanations']) {
      const notByGrant = `(individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]))`;
      await queryRunner.query(`
        CREATE POLICY ${table}_not_added_by_grant ON ${table} AS RESTRICTIVE FOR INSERT TO cohort_app WITH CHECK ${notByGrant};
        CREATE POLICY ${table}_not_changed_by_grant ON ${table} AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true) WITH CHECK ${notByGrant};`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE plan_gap_explanations, plan_factor_actions;
      ALTER TABLE plan_goals DROP COLUMN baseline;
      ALTER TABLE plan_needs DROP COLUMN evidence;
      ALTER TABLE plan_needs NO FORCE ROW LEVEL SECURITY;
      -- The older service has no word for it.
      DELETE FROM plan_needs WHERE domain = 'faith_culture';
      ALTER TABLE plan_needs FORCE ROW LEVEL SECURITY;
      ALTER TABLE plan_needs DROP CONSTRAINT plan_needs_domain_known;
      ALTER TABLE plan_needs ADD CONSTRAINT plan_needs_domain_known CHECK (domain IN (${DOMAINS.map((domain) => `'${domain}'`).join(',')}));
    `);
  }
}

const DOMAINS = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
  'education_employment',
  'substance_use',
  'physical_health',
  'accommodation',
  'family',
  'peers',
  'identity_belonging',
  'finance',
];
