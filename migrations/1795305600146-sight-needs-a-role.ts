import type { MigrationInterface, QueryRunner } from 'typeorm';

const WHOEVER = 'ARRAY[u.id]';
const WORKS_CASES = `CASE WHEN u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
                       THEN ARRAY[u.id] ELSE '{}'::uuid[] END`;

/**
 * Whoever works no cases any more carries no key to one, whatever they are still assigned to: an analyst, governance or an
 * administrator opens none, a reminder that waits for them does not leave, and the ladder goes on to the next one up.
 */
export class SightNeedsARole1795305600146 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inActor(WHOEVER, WORKS_CASES));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inActor(WORKS_CASES, WHOEVER));
  }
}

/** Changes one part of actor_for_user() and nothing else in it. */
const inActor = (from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('actor_for_user(uuid)'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION 'actor_for_user() does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
