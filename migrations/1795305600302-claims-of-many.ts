import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A recipient of tens of thousands is claimed within the seconds a statement has: what the scan has just said of them all is
 * not asked again one by one, and they are read together.
 */
export class ClaimsOfMany1795305600302 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [was, becomes] of REPLACED) await queryRunner.query(replaceIn(was, becomes));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [was, becomes] of [...REPLACED].reverse()) await queryRunner.query(replaceIn(becomes, was));
  }
}

const REPLACED = [
  [
    `      BEGIN
        PERFORM refuse_all_but_the_service();`,
    `      DECLARE
        -- Leases of recipients with more reminders than are asked about one by one. Ten leases come together.
        many uuid[];
      BEGIN
        PERFORM refuse_all_but_the_service();`,
  ],
  [
    `        PERFORM suppress_what_is_over(today, own_leases);`,
    `        SELECT coalesce(array_agg(h.lease_id), '{}') INTO many
          FROM (SELECT m.lease_id FROM reminders m WHERE m.lease_id = ANY (own_leases) GROUP BY m.lease_id HAVING count(*) > 300) h;
        PERFORM suppress_what_is_over(today, ARRAY(SELECT o.lease FROM unnest(own_leases) AS o (lease) WHERE o.lease <> ALL (many)));`,
  ],
  [
    `        -- OFFSET: asked row by row`,
    `        IF cardinality(many) > 0 THEN
          RETURN QUERY SELECT m.lease_id, m.id, m.recipient_id, m.message_id, o.is_at_once
                         FROM reminders m JOIN owed_reminders() o ON o.id = m.id
                        WHERE m.lease_id = ANY (own_leases) AND m.status = 'owed' ORDER BY m.owed_at, m.id;
          RETURN;
        END IF;
        -- OFFSET: asked row by row`,
  ],
] as const;

/** Changes one place in the body of the function, and fails when it is not there. */
const replaceIn = (was: string, becomes: string): string => `
  DO $do$
  DECLARE
    was text := pg_get_functiondef('claim_reminders(uuid[], uuid[], date, timestamptz, integer)'::regprocedure);
    becomes text := replace(was, $was$${was}$was$, $becomes$${becomes}$becomes$);
  BEGIN
    IF was = becomes THEN RAISE EXCEPTION 'claim_reminders is not as expected.'; END IF;
    EXECUTE becomes;
  END $do$`;
