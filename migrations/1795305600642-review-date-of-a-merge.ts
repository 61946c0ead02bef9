import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A merge may bring the running review forward: the tier that stands is the more urgent one, or the birthday is. Taking the two
 * records apart gave back the tier and the birthday, and left the date. It is kept with the merge now, as all that a merge changes.
 */
export class ReviewDateOfAMerge1795305600642 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION keep_review_date_of_merge() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        -- A merge of this very transaction: what is decided a moment later is no consequence of it.
        INSERT INTO record_merge_changes (merge_id, table_name, row_id, was, became)
          SELECT m.id, 'review_schedules', NEW.id,
                 date_of_review(OLD) || jsonb_build_object('change_reason', 'The two records were taken apart: the date from before holds again'),
                 date_of_review(NEW)
            FROM record_merges m
           WHERE m.survivor_id = NEW.individual_id AND m.undone_at IS NULL AND m.xmin = pg_current_xact_id()::xid;
        RETURN NULL;
      END $$;
      CREATE FUNCTION date_of_review(s review_schedules) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT jsonb_build_object('window_from', s.window_from, 'due_on', s.due_on, 'rule', s.rule, 'explanation', s.explanation, 'tier', s.tier,
                                  'no_later_than', s.no_later_than, 'change_reason', s.change_reason) $$;
      COMMENT ON FUNCTION date_of_review(review_schedules) IS 'What a change of a review''s date changes.';
      ALTER FUNCTION keep_review_date_of_merge() OWNER TO cohort_system;
      REVOKE ALL ON FUNCTION keep_review_date_of_merge(), date_of_review(review_schedules) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION keep_review_date_of_merge() TO cohort_app;
      GRANT EXECUTE ON FUNCTION date_of_review(review_schedules) TO cohort_system;
      GRANT UPDATE (window_from, due_on, rule, explanation, tier, no_later_than, change_reason) ON review_schedules TO cohort_system;
      CREATE TRIGGER review_schedules_date_of_merge AFTER UPDATE OF due_on ON review_schedules FOR EACH ROW
        WHEN (OLD.due_on IS DISTINCT FROM NEW.due_on) EXECUTE FUNCTION keep_review_date_of_merge();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER review_schedules_date_of_merge ON review_schedules;
      REVOKE UPDATE (window_from, due_on, rule, explanation, tier, no_later_than, change_reason) ON review_schedules FROM cohort_system;
      DROP FUNCTION keep_review_date_of_merge();
      DROP FUNCTION date_of_review(review_schedules);
    `);
  }
}
