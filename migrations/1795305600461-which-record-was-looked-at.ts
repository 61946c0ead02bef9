import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has looked at a record that another was merged into also says which of them was looked at. */
export class WhichRecordWasLookedAt1795305600461 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(madeAnew(REPLACED));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(madeAnew(REPLACED.map(([was, becomes]) => [becomes, was])));
  }
}

const REPLACED: [was: string, becomes: string][] = [
  ['under_break_glass boolean)', 'under_break_glass boolean, of_reference text)'],
  [
    'e.at <= coalesce(g.ended_at, g.expires_at))',
    `e.at <= coalesce(g.ended_at, g.expires_at)),
           CASE WHEN e.individual_id <> wanted THEN (SELECT m.reference FROM individuals m WHERE m.id = e.individual_id) END`,
  ],
];

/** What a function returns changes only when it is dropped: its owner and who may call it are said again. */
const madeAnew = (replaced: [string, string][]): string => `
  DO $do$
  DECLARE
    becomes text := pg_get_functiondef('who_has_looked(uuid, timestamptz, uuid, integer)'::regprocedure);
    was text;
  BEGIN
    ${replaced
      .map(
        ([from, to]) => `was := becomes; becomes := replace(was, $was$${from}$was$, $becomes$${to}$becomes$);
    IF was = becomes THEN RAISE EXCEPTION 'who_has_looked is not as expected.'; END IF;`,
      )
      .join('\n    ')}
    DROP FUNCTION who_has_looked(uuid, timestamptz, uuid, integer);
    EXECUTE becomes;
  END $do$;
  ALTER FUNCTION who_has_looked(uuid, timestamptz, uuid, integer) OWNER TO cohort_system;
  REVOKE ALL ON FUNCTION who_has_looked(uuid, timestamptz, uuid, integer) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION who_has_looked(uuid, timestamptz, uuid, integer) TO cohort_app;`;
