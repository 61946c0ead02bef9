import type { MigrationInterface, QueryRunner } from 'typeorm';
import { STANDARD_INDICATORS } from './standard-indicators';

/** The first version of every indicator, so that a new partnership has figures on its first day; changes are new versions. */
export class StandardIndicators1795305600323 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDER_POLICIES);
    await queryRunner.query(
      `INSERT INTO indicator_definitions (id, code, number, position, name, wording, numerator, denominator, cut_off, direction, shape,
                                          target, amber_within, owner, source, method, kind, rule, held_by, in_force_on, made_by, made_at)
       SELECT gen_random_uuid(), code, 1, position, name, wording, numerator, denominator, cut_off, direction, shape,
              target, amber_within, owner, source, method, kind, rule, held_by, '2024-04-01', system_user_id(), '2024-04-01'
         FROM json_to_recordset($1::json) AS d (code text, position integer, name text, wording text, numerator text, denominator text,
              cut_off text, direction text, shape text, target numeric, amber_within numeric, owner text, source text, method text,
              kind text, rule text, held_by text)
       ON CONFLICT ON CONSTRAINT indicator_definitions_once DO NOTHING`,
      [JSON.stringify(STANDARD_INDICATORS)],
    );
    await queryRunner.query(FORCED_AGAIN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // The table goes with the migration before; its rows cannot go alone, because history is not deleted.
    await queryRunner.query('SELECT 1');
  }
}

const UNDER_POLICIES = 'ALTER TABLE indicator_definitions NO FORCE ROW LEVEL SECURITY';
const FORCED_AGAIN = 'ALTER TABLE indicator_definitions FORCE ROW LEVEL SECURITY';
