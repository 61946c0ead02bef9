import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An action that the meeting itself ended again, as a closing does, is no order any more: its minutes say what became of it there, and keep
 * that when they are sealed. Minutes sealed before this day say what they said.
 */
export class ActionsEndedInTheMinutes1795305600622 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('seal_minutes(uuid)', SEALED, SEALED_ENDED));
    await queryRunner.query(inFunction('minutes_of_who_left(uuid)', LEFT, LEFT_ENDED));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(inFunction('minutes_of_who_left(uuid)', LEFT_ENDED, LEFT));
    await queryRunner.query(inFunction('seal_minutes(uuid)', SEALED_ENDED, SEALED));
  }
}

const SEALED = `'owner_agency', g.name, 'due_on', a.due_on)
        FROM m JOIN meeting_items t`;
const SEALED_ENDED = `'owner_agency', g.name, 'due_on', a.due_on,
               'ended_as', CASE WHEN a.closed_at <= m.closed_at THEN a.status END, 'ended_words', CASE WHEN a.closed_at <= m.closed_at THEN a.outcome END)
        FROM m JOIN meeting_items t`;

const LEFT = `'due_on', x.due_on, 'status', x.status, 'has_left', true)
        FROM gone g JOIN actions x`;
const LEFT_ENDED = `'due_on', x.due_on, 'status', x.status, 'has_left', true,
               'ended_as', CASE WHEN x.closed_at <= coalesce(m.closed_at, 'infinity') AND m.minutes_approved_at IS NULL THEN x.status END,
               'ended_words', CASE WHEN x.closed_at <= coalesce(m.closed_at, 'infinity') AND m.minutes_approved_at IS NULL THEN x.outcome END)
        FROM m CROSS JOIN gone g JOIN actions x`;

/** Changes one part of a function and nothing else in it: its other parts belong to other migrations. */
const inFunction = (name: string, from: string, to: string): string => `
  DO $change$
  DECLARE
    body text := pg_get_functiondef('${name}'::regprocedure);
  BEGIN
    IF position($text$${from}$text$ IN body) = 0 THEN
      RAISE EXCEPTION '${name} does not say %', $text$${from}$text$;
    END IF;
    EXECUTE replace(body, $text$${from}$text$, $text$${to}$text$);
  END $change$;`;
