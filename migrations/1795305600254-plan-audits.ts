import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quality audits of plans: drawn by lot, done with one tool, graded, with findings and a day to look again. */
export class PlanAudits1795305600254 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE plan_audits (
        id uuid CONSTRAINT plan_audits_pk PRIMARY KEY,
        plan_id uuid NOT NULL CONSTRAINT plan_audits_plan_fk REFERENCES plans,
        individual_id uuid NOT NULL CONSTRAINT plan_audits_individual_fk REFERENCES individuals,
        edition integer NOT NULL,
        sample_id uuid NOT NULL,
        status text NOT NULL CONSTRAINT plan_audits_status_known CHECK (status IN ('to_do','done')),
        tool_version integer NOT NULL,
        answers jsonb NOT NULL DEFAULT '{}',
        grade text CONSTRAINT plan_audits_grade_known CHECK (grade IN ('outstanding','good','requires_improvement','inadequate')),
        strengths text NOT NULL DEFAULT '',
        findings text NOT NULL DEFAULT '',
        re_audit_on date,
        re_audit_of uuid CONSTRAINT plan_audits_re_audit_fk REFERENCES plan_audits,
        drawn_by uuid NOT NULL CONSTRAINT plan_audits_drawn_by_fk REFERENCES users,
        drawn_at timestamptz NOT NULL,
        audited_by uuid CONSTRAINT plan_audits_audited_by_fk REFERENCES users,
        audited_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT plan_audits_done_says_how CHECK ((status = 'done') = (grade IS NOT NULL AND audited_by IS NOT NULL AND audited_at IS NOT NULL)),
        CONSTRAINT plan_audits_weak_ones_are_looked_at_again
          CHECK (grade IS NULL OR grade NOT IN ('requires_improvement','inadequate') OR re_audit_on IS NOT NULL)
      );
      CREATE UNIQUE INDEX plan_audits_one_to_do ON plan_audits (plan_id) WHERE status = 'to_do';
      CREATE UNIQUE INDEX plan_audits_looked_at_again_once ON plan_audits (re_audit_of) WHERE re_audit_of IS NOT NULL;
      CREATE INDEX plan_audits_individual_index ON plan_audits (individual_id);
      CREATE INDEX plan_audits_plan_index ON plan_audits (plan_id, audited_at DESC);
      COMMENT ON TABLE plan_audits IS 'A quality audit of one edition of a plan: drawn by lot (sample_id), answered with a version of the tool, graded.';
      COMMENT ON COLUMN plan_audits.answers IS 'Question to score (1 poor to 4 excellent, or "na"): no words of the case.';
      ALTER TABLE plan_audits ENABLE ROW LEVEL SECURITY; ALTER TABLE plan_audits FORCE ROW LEVEL SECURITY;
      CREATE POLICY plan_audits_of_visible ON plan_audits TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY plan_audits_not_added_by_grant ON plan_audits AS RESTRICTIVE FOR INSERT TO cohort_app
        WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
      CREATE POLICY plan_audits_not_changed_by_grant ON plan_audits AS RESTRICTIVE FOR UPDATE TO cohort_app USING (true)
        WITH CHECK (individual_id IS NULL OR individual_id <> ALL ((SELECT open_by_grant_alone())::uuid[]));
      GRANT SELECT, INSERT, UPDATE ON plan_audits TO cohort_app;
      CREATE TRIGGER plan_audits_version BEFORE UPDATE ON plan_audits FOR EACH ROW EXECUTE FUNCTION refuse_skipped_version();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE plan_audits');
  }
}
