import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freezeGroupFigures } from './figures-whole';

/**
 * Who left was divided by who was there on the last day, and who entered by who was referred: neither is part of the other, so that a
 * rate could be more than all. From the next quarter on each measure is frozen beside the people it is a part of. What was frozen stays:
 * a quarter that has no in_cohort_year was frozen before.
 */
export class GroupsOfWhom1795305601110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FREEZE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(freezeGroupFigures('standing_stays'));
  }
}

const FREEZE = `
  CREATE OR REPLACE FUNCTION freeze_group_figures(until_day date, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    frozen integer;
  BEGIN
    PERFORM refuse_all_but_the_service();
    PERFORM pg_advisory_xact_lock(hashtext('freeze_group_figures'));
    IF EXISTS (SELECT 1 FROM group_figures g WHERE g.period_until = until_day)
       OR NOT EXISTS (SELECT 1 FROM standing_stays c WHERE c.started_on <= until_day) THEN RETURN 0; END IF;
    INSERT INTO group_figures (period_until, measure, dimension, key, people, frozen_at)
    WITH people AS MATERIALIZED (
      SELECT i.id, CASE WHEN i.ethnicity = 'NS' THEN 'not_stated' WHEN i.ethnicity = 'not_asked' THEN 'not_asked' ELSE left(i.ethnicity, 1) END AS ethnicity,
             i.sex, CASE WHEN i.date_of_birth IS NULL THEN 'not_known' WHEN i.date_of_birth > until_day - interval '14 years' THEN 'under_14'
                         WHEN i.date_of_birth > until_day - interval '18 years' THEN '14_to_17' ELSE '18_and_over' END AS age_band,
             coalesce(d.answer, 'not_asked') AS disability
        FROM individuals i
        LEFT JOIN LATERAL (SELECT m.answer FROM measures m WHERE m.individual_id = i.id AND m.kind = 'disability' AND m.visibility = 'all_agencies'
                              AND m.known_on <= until_day ORDER BY m.known_on DESC, m.recorded_at DESC LIMIT 1) d ON true
       WHERE NOT i.is_restricted),
    referred AS (
      SELECT r.individual_id, r.referred_at FROM referrals r
       WHERE r.referred_at < end_of_day(until_day) AND r.referred_at >= end_of_day(until_day) - interval '1 year'),
    entered AS (
      SELECT c.individual_id, c.started_on FROM standing_stays c
       WHERE c.started_on <= until_day AND c.started_on > until_day - interval '1 year' AND c.exit_reason IS DISTINCT FROM 'entered_in_error'
         AND NOT EXISTS (SELECT 1 FROM standing_stays b WHERE b.individual_id = c.individual_id AND b.id <> c.id AND b.exit_reason = 'superseded' AND b.ended_on = c.started_on)),
    -- At any time in the twelve months: whoever left in them is among these.
    of_year AS (
      SELECT DISTINCT c.individual_id FROM standing_stays c
       WHERE c.started_on <= until_day AND (c.ended_on IS NULL OR c.ended_on > until_day - interval '1 year')),
    facts AS (
      SELECT 'referred' AS measure, r.individual_id FROM referred r
      UNION SELECT 'entered', e.individual_id FROM entered e
      UNION SELECT 'referred_entered', e.individual_id FROM entered e JOIN referred r ON r.individual_id = e.individual_id
       WHERE (r.referred_at AT TIME ZONE 'Europe/London')::date <= e.started_on
      UNION SELECT 'in_cohort', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort
      UNION SELECT 'in_cohort_year', y.individual_id FROM of_year y
      UNION SELECT 'high_band', p.individual_id FROM figure_people(until_day) p WHERE p.in_cohort AND p.tier IN ('critical', 'high')
      UNION SELECT 'planned', p.individual_id FROM figure_people(until_day) p JOIN figure_plans(until_day) l ON l.individual_id = p.individual_id WHERE p.in_cohort
      UNION SELECT 'stepped_down', c.individual_id FROM standing_stays c
       WHERE c.exit_reason = 'stepped_down' AND c.ended_on <= until_day AND c.ended_on > until_day - interval '1 year'
      UNION SELECT 'top_five', t.individual_id FROM top_five_people t JOIN top_five_lists l ON l.id = t.list_id JOIN of_year y ON y.individual_id = t.individual_id
       WHERE l.period_until <= until_day AND l.period_until > until_day - interval '1 year'
      UNION SELECT 'restriction_lifted', x.individual_id FROM individual_restrictions x JOIN of_year y ON y.individual_id = x.individual_id
       WHERE x.lifted_at < end_of_day(until_day) AND x.lifted_at >= end_of_day(until_day) - interval '1 year')
    SELECT until_day, f.measure, v.dimension, v.key, count(*), at
      FROM facts f JOIN people p ON p.id = f.individual_id
     CROSS JOIN LATERAL (VALUES ('all', 'all'), ('ethnicity', p.ethnicity), ('sex', p.sex), ('age_band', p.age_band), ('disability', p.disability)) v (dimension, key)
     GROUP BY f.measure, v.dimension, v.key;
    GET DIAGNOSTICS frozen = ROW_COUNT;
    -- Nobody counted is not the same as not counted.
    INSERT INTO group_figures (period_until, measure, dimension, key, people, frozen_at)
      VALUES (until_day, 'in_cohort_year', 'all', 'all', 0, at) ON CONFLICT ON CONSTRAINT group_figures_pk DO NOTHING;
    RETURN frozen;
  END $$;`;
