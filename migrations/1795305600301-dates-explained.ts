import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever sees a case may ask when what it owes is due, by the one definition and within their own sight. */
export class DatesExplained1795305600301 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`GRANT EXECUTE ON FUNCTION ${ASKED} TO cohort_app`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`REVOKE EXECUTE ON FUNCTION ${ASKED} FROM cohort_app`);
  }
}

const ASKED = 'obligations_of(date, uuid[]), minutes_owed(date), add_working_days(date, integer)';
