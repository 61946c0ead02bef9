import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody in the cohort has a plan: when theirs is closed and they stay, the next one is owed within 20 working days of the
 * closing, and not of the day they once came in.
 */
export class PlanAfterClosing1795305600410 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    await queryRunner.query(`
      ALTER TABLE cases_by_key RENAME COLUMN entered_on TO plan_owed_from;
      COMMENT ON COLUMN cases_by_key.plan_owed_from IS 'When they last came into the cohort, or the plan they had since was closed: from then a plan is owed, until there is one.';`);
    await queryRunner.query(ANEW);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of [...REPLACED].reverse()) {
      await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query(`
      ALTER TABLE cases_by_key RENAME COLUMN plan_owed_from TO entered_on;
      COMMENT ON COLUMN cases_by_key.entered_on IS 'When they last came into the cohort.';`);
    await queryRunner.query(ANEW.replaceAll('plan_owed_from', 'entered_on'));
  }
}

/** Plans that had been live and were closed: the last day of that, and how many. */
const closedPlans = (only: string): string => `
              LEFT JOIN (SELECT p.individual_id, max((p.closed_at AT TIME ZONE 'Europe/London')::date) AS closed_on, count(*)::integer AS times
                           FROM plans p WHERE p.status = 'closed' AND p.current_edition IS NOT NULL${only}
                          GROUP BY p.individual_id) z ON z.individual_id = e.individual_id`;

const ENTRY = `(SELECT e.individual_id, max(e.started_on) AS entered_on, count(*)::integer AS periods
              FROM cohort_memberships e`;

/** Its version moves with each plan that was closed since, so that what was said about the one before is not taken for it. */
const owedFrom = (
  only: string,
): string => `(SELECT e.individual_id, greatest(max(e.started_on), max(z.closed_on)) AS entered_on,
                     count(*)::integer + CASE WHEN max(z.closed_on) >= max(e.started_on) THEN max(z.times) ELSE 0 END AS periods
              FROM cohort_memberships e${closedPlans(only)}`;

const LAST_ENTRY = `LEFT JOIN LATERAL (SELECT max(n.entered_on) AS entered_on FROM cohort_entries n WHERE n.individual_id = i.id) e ON true`;

const REPLACED = [
  ['obligations(date)', ENTRY, owedFrom('')],
  ['obligations_of(date, uuid[])', ENTRY, owedFrom(' AND p.individual_id = ANY (individuals)')],
  [
    'cases_by_key_of(uuid[])',
    LAST_ENTRY,
    `${LAST_ENTRY}
      LEFT JOIN LATERAL (SELECT max((q.closed_at AT TIME ZONE 'Europe/London')::date) AS closed_on FROM plans q
                          WHERE q.individual_id = i.id AND q.status = 'closed' AND q.current_edition IS NOT NULL) z ON true`,
  ],
  [
    'cases_by_key_of(uuid[])',
    'm.tier, e.entered_on, p.id',
    'm.tier, CASE WHEN e.entered_on IS NOT NULL THEN greatest(e.entered_on, z.closed_on) END, p.id',
  ],
  ['keep_cases_by_key()', 'entered_on = EXCLUDED.entered_on', 'plan_owed_from = EXCLUDED.plan_owed_from'],
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

/** Works out anew what is kept of those whose plan was closed. The owner of a table is held by its policies too. */
const ANEW = `
  CREATE FUNCTION closed_plans_anew() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE cases_by_key c SET plan_owed_from = n.plan_owed_from
      FROM cases_by_key_of(ARRAY(SELECT DISTINCT p.individual_id FROM plans p WHERE p.status = 'closed')) n
     WHERE n.individual_id = c.individual_id AND n.access_key = c.access_key AND n.plan_owed_from IS DISTINCT FROM c.plan_owed_from;
    INSERT INTO changed_cases (individual_id) SELECT DISTINCT p.individual_id FROM plans p WHERE p.status = 'closed';
  $$;
  ALTER FUNCTION closed_plans_anew() OWNER TO cohort_system;
  SELECT closed_plans_anew();
  DROP FUNCTION closed_plans_anew();`;
