import type { MigrationInterface, QueryRunner } from 'typeorm';
import { evaluationExtract, extractPeople } from './extract-whole';
import { cohortEntries, obligations, obligationsOf } from './obligations-whole';
import { figurePeople, figureUnits, freezeGroupFigures } from './figures-whole';

/**
 * A stay that a merge of two records set aside was counted all the same: where it had begun later than the one that stands, the
 * person was in no figure any more and the plan that was owed was owed later; where it had ended, somebody had left who had not.
 */
export class StaysThatStand1795305600770 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE VIEW standing_stays WITH (security_invoker = true) AS
        SELECT * FROM cohort_memberships WHERE set_aside_by IS NULL AND exit_reason IS DISTINCT FROM 'entered_in_error';
      COMMENT ON VIEW standing_stays IS
        'Stays in the cohort that count: none that was entered in error, and of two at one time that a merge found the one that stands. Figures and extracts count these.';
      GRANT SELECT ON standing_stays TO cohort_app, cohort_system;`);
    for (const counted of COUNTING) await queryRunner.query(counted('standing_stays'));
    await queryRunner.query(ANEW);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const counted of COUNTING) await queryRunner.query(counted('cohort_memberships'));
    await queryRunner.query('DROP VIEW standing_stays');
    await queryRunner.query(ANEW);
  }
}

const COUNTING = [
  cohortEntries,
  obligations,
  obligationsOf,
  figurePeople,
  figureUnits,
  freezeGroupFigures,
  extractPeople,
  evaluationExtract,
];

/** Works out anew what is kept of those whom it is about. The owner of a table is held by its policies too. */
const ANEW = `
  CREATE FUNCTION set_aside_anew() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE cases_by_key c SET plan_owed_from = n.plan_owed_from
      FROM cases_by_key_of(ARRAY(SELECT DISTINCT m.individual_id FROM cohort_memberships m WHERE m.set_aside_by IS NOT NULL)) n
     WHERE n.individual_id = c.individual_id AND n.access_key = c.access_key AND n.plan_owed_from IS DISTINCT FROM c.plan_owed_from;
    INSERT INTO changed_cases (individual_id) SELECT DISTINCT m.individual_id FROM cohort_memberships m WHERE m.set_aside_by IS NOT NULL;
  $$;
  ALTER FUNCTION set_aside_anew() OWNER TO cohort_system;
  SELECT set_aside_anew();
  DROP FUNCTION set_aside_anew();`;
