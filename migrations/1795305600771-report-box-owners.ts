import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is to write which box of the quarterly report: named once, and so in each quarter until somebody else is named. */
export class ReportBoxOwners1795305600771 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE report_box_owners (
        id uuid CONSTRAINT report_box_owners_pk PRIMARY KEY,
        section text NOT NULL CONSTRAINT report_box_owners_section_known CHECK (section IN ('summary','figures','actions','risks','learning','next_quarter')),
        user_id uuid CONSTRAINT report_box_owners_user_fk REFERENCES users,
        named_by uuid NOT NULL CONSTRAINT report_box_owners_named_by_fk REFERENCES users,
        named_at timestamptz NOT NULL
      );
      CREATE INDEX report_box_owners_newest_index ON report_box_owners (section, named_at DESC, id DESC);
      COMMENT ON TABLE report_box_owners IS 'Who is to write a box of the quarterly report; the newest row of a section counts, without a user: nobody.';
      CREATE TRIGGER report_box_owners_append_only BEFORE UPDATE OR DELETE ON report_box_owners FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      ALTER TABLE report_box_owners ENABLE ROW LEVEL SECURITY; ALTER TABLE report_box_owners FORCE ROW LEVEL SECURITY;
      CREATE POLICY report_box_owners_see ON report_box_owners FOR SELECT TO cohort_app USING (${READS});
      CREATE POLICY report_box_owners_name ON report_box_owners FOR INSERT TO cohort_app WITH CHECK (named_by = (SELECT actor_id()) AND ${NAMES});
      GRANT SELECT, INSERT ON report_box_owners TO cohort_app;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE report_box_owners');
  }
}

const NAMES = `((SELECT actor_has_role('analyst')) OR (SELECT actor_has_role('panel_chair')))`;
const READS = `(${NAMES} OR (SELECT actor_has_role('governance')) OR (SELECT actor_has_role('manager')))`;
