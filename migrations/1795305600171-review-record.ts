import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a review keeps: every voice apart, what changed, what became of the open actions, and the rule it was meant to meet. */
export class ReviewRecord1795305600171 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE reviews
        ADD COLUMN carer_view text NOT NULL DEFAULT '',
        ADD COLUMN change_in_needs text NOT NULL DEFAULT '',
        ADD COLUMN change_in_risks text NOT NULL DEFAULT '',
        ADD COLUMN change_in_bands text NOT NULL DEFAULT '',
        ADD COLUMN dissent text NOT NULL DEFAULT '',
        ADD COLUMN tells_person text NOT NULL DEFAULT '',
        ADD COLUMN tells_referrer text NOT NULL DEFAULT '',
        ADD COLUMN tier text CONSTRAINT reviews_tier_known CHECK (tier IN ('critical','high','medium','monitoring')),
        ADD COLUMN rule text NOT NULL DEFAULT '';
      -- The owner of a table is held by its policies too; put aside while rows from before are brought in line.
      ALTER TABLE review_schedules NO FORCE ROW LEVEL SECURITY; ALTER TABLE reviews NO FORCE ROW LEVEL SECURITY;
      UPDATE reviews r SET rule = s.rule FROM review_schedules s WHERE s.id = r.schedule_id;
      ALTER TABLE review_schedules FORCE ROW LEVEL SECURITY; ALTER TABLE reviews FORCE ROW LEVEL SECURITY;
      COMMENT ON COLUMN reviews.tier IS 'The tier the person had when it was held; null when none, or before this was kept.';
      COMMENT ON COLUMN reviews.rule IS 'The rule that made its deadline, kept with it: a rule that changes later changes no "on time".';
      COMMENT ON COLUMN reviews.tells_person IS 'Who will tell the person what was decided.';

      ALTER TABLE review_attendees
        ADD COLUMN role text NOT NULL DEFAULT '',
        ADD COLUMN report_received boolean NOT NULL DEFAULT false;

      CREATE TABLE review_action_answers (
        id uuid CONSTRAINT review_action_answers_pk PRIMARY KEY,
        review_id uuid NOT NULL CONSTRAINT review_action_answers_review_fk REFERENCES reviews,
        individual_id uuid NOT NULL CONSTRAINT review_action_answers_individual_fk REFERENCES individuals,
        action_id uuid NOT NULL CONSTRAINT review_action_answers_action_fk REFERENCES actions,
        status text NOT NULL CONSTRAINT review_action_answers_status_known
          CHECK (status IN ('open','done','not_done','could_not_be_done','no_longer_needed')),
        outcome text NOT NULL DEFAULT '',
        CONSTRAINT review_action_answers_once UNIQUE (review_id, action_id)
      );
      CREATE INDEX review_action_answers_individual_index ON review_action_answers (individual_id);
      CREATE INDEX review_action_answers_action_index ON review_action_answers (action_id);
      COMMENT ON TABLE review_action_answers IS 'What the review heard about each action that was open: done, not done, could not be done, or goes on.';
      CREATE TRIGGER review_action_answers_append_only BEFORE UPDATE OR DELETE ON review_action_answers
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
      ALTER TABLE review_action_answers ENABLE ROW LEVEL SECURITY; ALTER TABLE review_action_answers FORCE ROW LEVEL SECURITY;
      -- Through the action: what is for one agency alone stays so in the review.
      CREATE POLICY review_action_answers_of_visible ON review_action_answers TO cohort_app
        USING (EXISTS (SELECT 1 FROM individuals i WHERE i.id = individual_id)
           AND EXISTS (SELECT 1 FROM actions a WHERE a.id = action_id));
      GRANT SELECT, INSERT ON review_action_answers TO cohort_app;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE review_action_answers;
      ALTER TABLE review_attendees DROP COLUMN role, DROP COLUMN report_received;
      ALTER TABLE reviews
        DROP COLUMN carer_view, DROP COLUMN change_in_needs, DROP COLUMN change_in_risks, DROP COLUMN change_in_bands,
        DROP COLUMN dissent, DROP COLUMN tells_person, DROP COLUMN tells_referrer, DROP COLUMN tier, DROP COLUMN rule;
    `);
  }
}
