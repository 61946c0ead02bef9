import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The search for duplicates reads the few records whose name or birthday is near, and then asks who may see them. Left to itself
 * the planner also reads, of another index, everything that the asker sees: for a panel's chair that is everybody.
 */
export class FoundByTheNameAlone1795305600462 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(BY_INDEX, AS_A_FILTER));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaceIn(AS_A_FILTER, BY_INDEX));
  }
}

const BY_INDEX = 'i.match_keys && keys AND i.access_keys && sight AND';
/** The same question, in words for which the planner looks for no index. */
const AS_A_FILTER = 'i.match_keys && keys AND (i.access_keys && sight) IS TRUE AND';

const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('candidates_by_keys(text[], text[], text[], text[], uuid, uuid[])'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION 'candidates_by_keys is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
