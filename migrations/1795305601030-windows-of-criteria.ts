import type { MigrationInterface, QueryRunner } from 'typeorm';
import { WINDOWS_OF_WORDS } from './windows-of-words';

/** How old evidence may be that shows a criterion: a figure of its own, which the service read out of the words of the criterion. */
export class WindowsOfCriteria1795305601030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP_SQL);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE identification_criteria DROP COLUMN within_days');
  }
}

const UP_SQL = `
  ALTER TABLE identification_criteria ADD COLUMN within_days integer
    CONSTRAINT identification_criteria_within_days CHECK (within_days BETWEEN 1 AND 3660);
  COMMENT ON COLUMN identification_criteria.within_days IS
    'At least one piece of evidence is no older than this many days on the day of the decision. Null: of any day.';
  ${WINDOWS_OF_WORDS}
  GRANT UPDATE (within_days) ON identification_criteria TO cohort_app;
`;
