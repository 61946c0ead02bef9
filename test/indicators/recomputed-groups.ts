import { AGE, IN_COHORT, IS_LIVE, STANDS } from './recomputed';

/** Whether something happened on one of the days of the twelve months: $1 is the first of them, $2 the last. */
const IN_THEM = (moment: string): string =>
  `(${moment} AT TIME ZONE $tz$Europe/London$tz$)::date BETWEEN $1::date AND $2::date`;

const REFERRED = `f.individual_id = i.id AND ${IN_THEM('f.referred_at')}`;
/** The stay c began in them, and does not go on from one before it. */
const ENTERED = `c.individual_id = i.id AND ${STANDS('c')} AND c.started_on BETWEEN $1::date AND $2::date AND (c.individual_id, c.started_on) NOT IN (
  SELECT b.individual_id, b.ended_on FROM cohort_memberships b WHERE b.exit_reason = 'superseded' AND b.set_aside_by IS NULL AND b.id <> c.id)`;
const THERE_IN_THEM = `(SELECT count(*) FROM cohort_memberships c WHERE c.individual_id = i.id AND ${STANDS('c')}
  AND c.started_on <= $2::date AND coalesce(c.ended_on, 'infinity') >= $1::date) > 0`;

/** Whom each measure counts, from its words alone: i is the person. */
const COUNTED: Readonly<Record<string, string>> = {
  referred: `EXISTS (SELECT 1 FROM referrals f WHERE ${REFERRED})`,
  entered: `EXISTS (SELECT 1 FROM cohort_memberships c WHERE ${ENTERED})`,
  referred_entered: `EXISTS (SELECT 1 FROM cohort_memberships c, referrals f WHERE ${ENTERED} AND ${REFERRED}
    AND (f.referred_at AT TIME ZONE $tz$Europe/London$tz$)::date <= c.started_on)`,
  in_cohort: IN_COHORT,
  in_cohort_year: THERE_IN_THEM,
  high_band: `${IN_COHORT} AND (SELECT c.tier FROM cohort_memberships c WHERE c.individual_id = i.id AND c.started_on <= $2 AND ${STANDS('c')}
    ORDER BY c.started_on DESC LIMIT 1) IN ('critical', 'high')`,
  planned: `${IN_COHORT} AND EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND ${IS_LIVE})`,
  stepped_down: `EXISTS (SELECT 1 FROM cohort_memberships c WHERE c.individual_id = i.id AND ${STANDS('c')} AND c.exit_reason = 'stepped_down'
    AND c.ended_on BETWEEN $1::date AND $2::date)`,
  top_five: `${THERE_IN_THEM} AND i.id IN (SELECT t.individual_id FROM top_five_people t JOIN top_five_lists l ON l.id = t.list_id
    WHERE l.period_until BETWEEN $1::date AND $2::date)`,
  restriction_lifted: `${THERE_IN_THEM} AND EXISTS (SELECT 1 FROM individual_restrictions x WHERE x.individual_id = i.id AND ${IN_THEM('x.lifted_at')})`,
};

/** One row a measure, dimension and key, in which there is somebody; nobody who is restricted. */
export const RECOMPUTED_GROUPS = `
  WITH period AS (SELECT $1::date AS first_day, $2::date AS last_day), named AS (
    SELECT i.id, CASE i.ethnicity WHEN 'NS' THEN 'not_stated' WHEN 'not_asked' THEN i.ethnicity ELSE substr(i.ethnicity, 1, 1) END AS ethnicity,
           i.sex, CASE WHEN i.date_of_birth IS NULL THEN 'not_known' WHEN ${AGE} < 14 THEN 'under_14' WHEN ${AGE} < 18 THEN '14_to_17' ELSE '18_and_over' END AS age_band
      FROM individuals i WHERE i.is_restricted = false),
  counted AS (${Object.entries(COUNTED)
    .map(([measure, where]) => `SELECT '${measure}' AS measure, i.id FROM individuals i WHERE ${where}`)
    .join(' UNION ALL ')})
  SELECT m.measure, d.dimension, d.key, count(*)::int AS people FROM counted m JOIN named n ON n.id = m.id
   CROSS JOIN LATERAL (VALUES ('all', 'all'), ('ethnicity', n.ethnicity), ('sex', n.sex), ('age_band', n.age_band)) d (dimension, key)
   GROUP BY m.measure, d.dimension, d.key ORDER BY m.measure, d.dimension, d.key`;
