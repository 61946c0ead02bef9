import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A merge may lower the latest day of the running review and leave its date: that is kept with the merge too, and given back. */
export class LimitOfAMerge1795305600812 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER review_schedules_date_of_merge ON review_schedules;
      CREATE TRIGGER review_schedules_date_of_merge AFTER UPDATE OF due_on, no_later_than ON review_schedules FOR EACH ROW
        WHEN (OLD.due_on IS DISTINCT FROM NEW.due_on OR OLD.no_later_than IS DISTINCT FROM NEW.no_later_than)
        EXECUTE FUNCTION keep_review_date_of_merge();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER review_schedules_date_of_merge ON review_schedules;
      CREATE TRIGGER review_schedules_date_of_merge AFTER UPDATE OF due_on ON review_schedules FOR EACH ROW
        WHEN (OLD.due_on IS DISTINCT FROM NEW.due_on) EXECUTE FUNCTION keep_review_date_of_merge();
    `);
  }
}
