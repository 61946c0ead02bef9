import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On a day that somebody does not want mail on, only the last reminder meant for them comes. What is merely due soon waits for a day
 * of theirs, and does not come along because something else may not wait.
 */
export class WhatMayNotWaitForTheDay1795305600530 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [was, becomes] of CHANGES) await queryRunner.query(replaceIn(was, becomes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [was, becomes] of CHANGES) await queryRunner.query(replaceIn(becomes, was));
  }
}

const CHANGES = [
  ['w.since, d.is_digest\n', 'w.since, d.is_digest, d.is_their_day\n'],
  [
    's.failed_at IS NULL)) AS is_digest) d',
    's.failed_at IS NULL)) AS is_digest,\n          f.days IS NULL OR extract(isodow FROM london)::smallint = ANY (f.days) AS is_their_day) d',
  ],
  ['AND (r.is_digest OR o.message_id', 'AND (r.is_digest AND (r.is_their_day OR o.is_last) OR o.message_id'],
] as const;

const SIGNATURE = 'take_recipients_owed(timestamptz, interval, integer, integer)';

/** Changes one place in the body of the function, and fails when it is not there. */
const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('${SIGNATURE}'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION '${SIGNATURE} is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
