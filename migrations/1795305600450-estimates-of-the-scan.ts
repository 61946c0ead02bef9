import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many rows these functions answer, for the planner. Left at the thousand it assumes, the scan's people were estimated at
 * twenty million, every plan looked as dear as any other, and what is reached was found by nested loops over everything:
 * 54 seconds instead of 2 for 10,000 obligations, and 51 seconds for one claim.
 */
export class EstimatesOfTheScan1795305600450 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(estimated(1, 20));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(estimated(1000, 1000));
  }
}

/** One person has one row; of a partnership's people a few are away on a day. */
const estimated = (one: number, away: number): string => `
  ALTER FUNCTION actor_for_user(uuid) ROWS ${one};
  ALTER FUNCTION absent_on(date) ROWS ${away};
  ALTER FUNCTION stand_ins_on(date) ROWS ${away};`;
