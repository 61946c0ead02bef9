import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a manager's page counts quickly, and that somebody has seen that a review is overdue. */
export class ManagersPage1795305600190 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX actions_due_index ON actions (due_on, id) WHERE status = 'open';
      -- The same words for "came into the cohort" on the page as in the reminders; the rows are those the reader may see.
      GRANT SELECT ON cohort_entries TO cohort_app;

      CREATE TABLE review_acknowledgements (
        id uuid CONSTRAINT review_acknowledgements_pk PRIMARY KEY,
        schedule_id uuid NOT NULL CONSTRAINT review_acknowledgements_schedule_fk REFERENCES review_schedules,
        individual_id uuid NOT NULL CONSTRAINT review_acknowledgements_individual_fk REFERENCES individuals,
        version integer NOT NULL CONSTRAINT review_acknowledgements_version_counts CHECK (version > 0),
        due_on date NOT NULL,
        reason text NOT NULL CONSTRAINT review_acknowledgements_say_why CHECK (length(trim(reason)) > 0),
        chase_on date NOT NULL,
        acknowledged_by uuid NOT NULL CONSTRAINT review_acknowledgements_acknowledged_by_fk REFERENCES users,
        acknowledged_at timestamptz NOT NULL,
        CONSTRAINT review_acknowledgements_once UNIQUE (schedule_id, version),
        CONSTRAINT review_acknowledgements_of_what_is_overdue CHECK (chase_on > due_on)
      );
      CREATE INDEX review_acknowledgements_individual_index ON review_acknowledgements (individual_id);
      COMMENT ON TABLE review_acknowledgements IS
        'Somebody has seen that a review is overdue, says why, and when they chase it. It moves no date: the review stays overdue and counted.';
      COMMENT ON COLUMN review_acknowledgements.version IS 'The newest counts. Two who acknowledge at once both want the next number, and one of them is told.';
      COMMENT ON COLUMN review_acknowledgements.due_on IS 'The day it was due on when it was acknowledged.';
      CREATE TRIGGER review_acknowledgements_append_only BEFORE UPDATE OR DELETE ON review_acknowledgements
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      ALTER TABLE review_acknowledgements ENABLE ROW LEVEL SECURITY; ALTER TABLE review_acknowledgements FORCE ROW LEVEL SECURITY;
      CREATE POLICY review_acknowledgements_see ON review_acknowledgements FOR SELECT TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id));
      CREATE POLICY review_acknowledgements_make ON review_acknowledgements FOR INSERT TO cohort_app
        WITH CHECK (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id) AND acknowledged_by = (SELECT actor_id()));
      GRANT SELECT, INSERT ON review_acknowledgements TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE review_acknowledgements;
      REVOKE SELECT ON cohort_entries FROM cohort_app;
      DROP INDEX actions_due_index;
    `);
  }
}
