import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the product itself sets a day for is due on a working day, as reviews are: a screening and the check of a cohort decision
 * on the working day on or before their six months; a first screening on the first working day from the entry on.
 */
export class DueOnWorkingDays1795305600452 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WORKING_DAYS);
    for (const [signature, changes] of FUNCTIONS) await queryRunner.query(replaceIn(signature, changes));
    // The next scan works out again what they owe, and says what is due sooner.
    await queryRunner.query(`
      ALTER TABLE kept_obligations NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
      INSERT INTO changed_cases (individual_id)
        SELECT DISTINCT k.individual_id FROM kept_obligations k WHERE k.kind IN ('screening','validation');
      ALTER TABLE kept_obligations FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, changes] of FUNCTIONS.toReversed())
      await queryRunner.query(
        replaceIn(signature, changes.map(([was, becomes]): Change => [becomes, was]).toReversed()),
      );
    await queryRunner.query(`
      DROP FUNCTION working_day_on_or_after(date);
      DROP FUNCTION working_day_on_or_before(date);
      DROP FUNCTION weekday_on_or_before(date);
    `);
  }
}

const step = (name: string, sign: '+' | '-'): string => `
  CREATE FUNCTION ${name}(wanted date) RETURNS date LANGUAGE plpgsql STABLE AS $$
  DECLARE
    reached date := wanted;
  BEGIN
    WHILE extract(isodow FROM reached) > 5 OR EXISTS (SELECT 1 FROM bank_holidays b WHERE b.day = reached) LOOP
      reached := reached ${sign} 1;
    END LOOP;
    RETURN reached;
  END $$;
  REVOKE ALL ON FUNCTION ${name}(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${name}(date) TO cohort_app, cohort_system;
`;

const WORKING_DAYS = `
  CREATE FUNCTION weekday_on_or_before(wanted date) RETURNS date LANGUAGE sql IMMUTABLE AS
    $$ SELECT wanted - greatest(extract(isodow FROM wanted)::integer - 5, 0) $$;
  COMMENT ON FUNCTION weekday_on_or_before(date) IS 'The day itself, or the Friday before a Saturday or Sunday.';
  REVOKE ALL ON FUNCTION weekday_on_or_before(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION weekday_on_or_before(date) TO cohort_app, cohort_system;
  ${step('working_day_on_or_before', '-')} ${step('working_day_on_or_after', '+')}
  COMMENT ON FUNCTION working_day_on_or_before(date) IS
    'The day itself, or the last Monday to Friday before it that is no bank holiday. As workingDayOnOrBefore() in the service, which fills bank_holidays.';
  COMMENT ON FUNCTION working_day_on_or_after(date) IS 'The day itself, or the next Monday to Friday that is no bank holiday.';
`;

type Change = readonly [was: string, becomes: string];
const CHECK = `coalesce(c.validate_by, (c.started_on + interval '6 months')::date)`;
const AGAIN = `coalesce((done.last_on + interval '6 months')::date, entry.entered_on)`;
/**
 * As working_day_on_or_before(), which takes microseconds and would be asked of a million cases: weekends are counted where they
 * stand, and only a bank holiday is left to it.
 */
const due = (
  wanted: string,
): string => `CASE WHEN weekday_on_or_before(${wanted}) IN (SELECT b.day FROM bank_holidays b)
                 THEN working_day_on_or_before(weekday_on_or_before(${wanted})) ELSE weekday_on_or_before(${wanted}) END`;
const DUE: readonly Change[] = [
  [CHECK, due(CHECK)],
  [AGAIN, `coalesce(${due("(done.last_on + interval '6 months')::date")}, working_day_on_or_after(entry.entered_on))`],
];

const FUNCTIONS: readonly (readonly [string, readonly Change[]])[] = [
  ['obligations(date)', DUE],
  ['obligations_of(date, uuid[])', DUE],
  [
    'owe_reminders(date, timestamptz, integer, date[])',
    [
      [
        `SELECT k.individual_id FROM kept_obligations k WHERE k.kind IN ('no_plan','judgement')`,
        `SELECT DISTINCT k.individual_id FROM kept_obligations k WHERE k.kind IN ('no_plan','judgement','screening','validation')`,
      ],
    ],
  ],
];

/** Changes places in the body of a function, and fails when one is not there. */
const replaceIn = (signature: string, changes: readonly Change[]): string => `
  DO $do$
  DECLARE
    body text := pg_get_functiondef('${signature}'::regprocedure);
    was text;
  BEGIN
    ${changes
      .map(
        ([from, to]) => `
    was := body; body := replace(body, $from$${from}$from$, $to$${to}$to$);
    IF was = body THEN RAISE EXCEPTION '${signature} is not as expected.'; END IF;`,
      )
      .join('')}
    EXECUTE body;
  END $do$`;
