import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever left the cohort is on no list of work: nobody is asked any more to look again at who was around them, nor to be the
 * second person on a lower band. Both are asked again when the person enters once more.
 */
export class WhoLeftIsAskedOfNobody1795305600460 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HAS_LEFT);
    for (const [signature, was, becomes] of REPLACED) await queryRunner.query(replaceIn(signature, was, becomes));
    // What is owed already about those who left before: the next scan works it out, and ends it.
    await queryRunner.query(NOTED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [signature, was, becomes] of REPLACED.toReversed()) {
      await queryRunner.query(replaceIn(signature, becomes, was));
    }
    await queryRunner.query('DROP FUNCTION has_left_cohort(uuid);');
    await queryRunner.query(NOTED);
  }
}

const HAS_LEFT = `
  CREATE FUNCTION has_left_cohort(whom uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = whom)
       AND NOT EXISTS (SELECT 1 FROM cohort_memberships m WHERE m.individual_id = whom AND m.ended_on IS NULL) $$;
  COMMENT ON FUNCTION has_left_cohort(uuid) IS 'Was in the cohort, and is not now. Asked with the rights of whoever asks.';
  REVOKE ALL ON FUNCTION has_left_cohort(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION has_left_cohort(uuid) TO cohort_app, cohort_system;`;

const NOTED = `
  ALTER TABLE cohort_memberships NO FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases NO FORCE ROW LEVEL SECURITY;
  INSERT INTO changed_cases (individual_id)
  SELECT m.individual_id FROM cohort_memberships m GROUP BY m.individual_id HAVING bool_and(m.ended_on IS NOT NULL);
  ALTER TABLE cohort_memberships FORCE ROW LEVEL SECURITY; ALTER TABLE changed_cases FORCE ROW LEVEL SECURITY;`;

const JUDGEMENT = 'AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = s.id)';
const SECOND_LOOK = 'WHERE r.review_on <= until AND r.until_on IS NULL AND r.withdrawn_at IS NULL';

/** A place in the body of each function, and what stands there instead. */
const REPLACED: [signature: string, was: string, becomes: string][] = [
  ...['obligations(date)', 'obligations_of(date, uuid[])'].map((signature): [string, string, string] => [
    signature,
    JUDGEMENT,
    `${JUDGEMENT} AND NOT has_left_cohort(s.individual_id)`,
  ]),
  ...['obligations(date)', 'obligations_of(date, uuid[])', 'obligations_kept(date)'].map(
    (signature): [string, string, string] => [
      signature,
      SECOND_LOOK,
      `${SECOND_LOOK} AND NOT has_left_cohort(r.individual_id)`,
    ],
  ),
];

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
