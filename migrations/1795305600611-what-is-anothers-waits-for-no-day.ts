import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody hears in place of another, or because nobody nearer can be told, does not wait for the days they chose: those days
 * are theirs to choose for what is theirs. A digest that leaves on a day takes along all that waits for its reader.
 */
export class WhatIsAnothersWaitsForNoDay1795305600611 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of CHANGES) await queryRunner.query(replaceIn(signature, was, becomes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of CHANGES.toReversed())
      await queryRunner.query(replaceIn(signature, becomes, was));
  }
}

const OWED = 'owed_reminders()';
const TAKE = 'take_recipients_owed(timestamptz, interval, integer, integer)';

/** Told as this of a rung for those responsible, they are not who it was meant for: standsInFor() of the slice says the same. */
const FOR_WANT_OF_NEARER = `g.audience = 'responsible' AND (m.told_as = 'partnership_lead'
             OR m.told_as = 'agency_manager' AND m.kind <> 'judgement'
             OR m.told_as = 'panel_chair' AND m.kind NOT IN ('minutes','strategy_review'))
             OR g.audience = 'agency_managers' AND m.told_as IN ('panel_chair','partnership_lead')
             OR g.audience = 'panel_chairs' AND m.told_as = 'partnership_lead'`;

const CHANGES = [
  [
    OWED,
    'm.times_said = 0 AND g.days_after_due >= l.days_after_due\n',
    `m.times_said = 0 AND g.days_after_due >= l.days_after_due
             -- For another, or for want of somebody nearer.
             OR m.instead_of IS NOT NULL OR ${FOR_WANT_OF_NEARER}\n`,
  ],
  [TAKE, 'd.is_digest, d.is_their_day\n', 'd.is_digest\n'],
  [
    TAKE,
    's.failed_at IS NULL)) AS is_digest,\n          f.days IS NULL OR extract(isodow FROM london)::smallint = ANY (f.days) AS is_their_day) d',
    's.failed_at IS NULL)) AS is_digest) d',
  ],
  [TAKE, 'AND (r.is_digest AND (r.is_their_day OR o.is_last) OR o.message_id', 'AND (r.is_digest OR o.message_id'],
] as const;

/** Changes one place in the body of a function, and fails when it is not there. */
const replaceIn = (signature: string, was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('${signature}'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION '${signature} is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
