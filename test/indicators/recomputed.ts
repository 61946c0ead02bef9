/**
 * Every figure once more, from the words of its definition alone and straight from the record: row by row, without the functions of
 * the schema. $1 is the first day of the period, $2 the last. Each answers a row a unit: whose it is, of which agency where that is
 * not the case's, and whether it counts.
 */
const ENDED = '(($2::date + 1)::timestamp AT TIME ZONE $tz$Europe/London$tz$)';
const BEGAN = '($1::date::timestamp AT TIME ZONE $tz$Europe/London$tz$)';

/** A stay c that counts: not taken back, and not set aside by a merge for another of the same time. */
export const STANDS = (c: string): string =>
  `${c}.set_aside_by IS NULL AND coalesce(${c}.exit_reason, '-') <> 'entered_in_error'`;

/** i is somebody of whom figures may speak. */
const SPOKEN_OF = `i.is_restricted = false AND (SELECT count(*) FROM cohort_memberships c WHERE c.individual_id = i.id
  AND c.started_on <= $2 AND ${STANDS('c')}) > 0`;
export const IN_COHORT = `${SPOKEN_OF} AND $2::date <@ ANY (ARRAY(SELECT daterange(c.started_on, c.ended_on) FROM cohort_memberships c
  WHERE c.individual_id = i.id AND ${STANDS('c')}))`;

/** When p was first approved; a plan never approved has no answer. */
const FIRST_APPROVED = `(CASE WHEN p.current_edition IS NOT NULL THEN coalesce(
  (SELECT min(e.approved_at) FROM plan_editions e WHERE e.plan_id = p.id), p.approved_at) END)`;
/** Approved then: the plan says when last, its editions each time. */
export const IS_LIVE = `p.current_edition IS NOT NULL AND least(p.approved_at, ${FIRST_APPROVED}) < ${ENDED} AND coalesce(p.closed_at, 'infinity') >= ${ENDED}`;

/** The day of s passed, and at the end of the period nobody had held it or said that it need not be. */
const IS_PAST = `s.due_on < $2 AND s.made_at < ${ENDED}`;
const NOT_HELD = `(SELECT count(*) FROM reviews r WHERE r.schedule_id = s.id AND r.recorded_at < ${ENDED}) = 0`;
const STILL_OWED = `${NOT_HELD} AND s.status IN ('active', 'completed')`;
const WAS_OWED = `${NOT_HELD} AND (s.status IN ('active', 'completed') OR s.status = 'exempt' AND s.exempt_since > $2
  OR s.status NOT IN ('active', 'completed', 'exempt') AND s.changed_at >= ${ENDED})`;

const holder = (
  kind: string,
): string => `(SELECT a.user_id FROM assignments a WHERE a.individual_id = i.id AND a.kind = '${kind}'
  AND tstzrange(a.started_at, a.ended_at) @> ${ENDED} - interval '1 microsecond')`;
const agencyOf = (
  kind: string,
): string => `(SELECT a.agency_id FROM assignments a WHERE a.individual_id = i.id AND a.kind = '${kind}'
  AND tstzrange(a.started_at, a.ended_at) @> ${ENDED} - interval '1 microsecond')`;

/** Whole years of i on the last day. */
export const AGE = `date_part('year', age($2::date, i.date_of_birth))`;

/** f is the id of a need or a risk. */
const answered = (f: string): string => `EXISTS (SELECT 1 FROM actions a WHERE a.visibility = 'all_agencies'
  AND a.status NOT IN ('no_longer_needed', 'cancelled') AND a.created_at < ${ENDED} AND a.id IN (
    SELECT x.action_id FROM plan_factor_actions x WHERE ${f} IN (x.need_id, x.risk_id)
       AND tstzrange(x.linked_at, x.unlinked_at) @> ${ENDED} - interval '1 microsecond'))`;
const OPEN_NEED = `n.status NOT IN ('met', 'not_applicable', 'not_yet_known')`;
const FOUR = `'mental_health', 'speech_language_communication', 'learning_disability', 'adverse_childhood_experiences'`;

const LAST_AUDIT = `(SELECT u.grade FROM plan_audits u WHERE u.plan_id = p.id AND u.audited_at < ${ENDED}
  AND u.audited_at >= ${ENDED} - interval '12 months' ORDER BY u.audited_at DESC LIMIT 1)`;

const people = (where: string, met: string, part = 'NULL::text'): string =>
  `SELECT i.id AS person, NULL::uuid AS agency, ${met} AS met, ${part} AS part FROM individuals i WHERE ${where}`;
const livePlans = (met: string): string =>
  `SELECT i.id AS person, NULL::uuid AS agency, ${met} AS met, NULL::text AS part FROM plans p, individuals i WHERE i.id = p.individual_id AND ${SPOKEN_OF} AND ${IS_LIVE}`;
const of = (table: string, where: string, met: string, { agency = 'NULL::uuid', part = 'NULL::text' } = {}): string =>
  `SELECT i.id AS person, ${agency} AS agency, ${met} AS met, ${part} AS part FROM ${table}, individuals i WHERE i.id = t.individual_id AND ${SPOKEN_OF} AND ${where}`;

/** The day on which the present stay began: a change of tier goes on with it. */
const ENTERED = `(SELECT max(c.started_on) FROM cohort_memberships c WHERE c.individual_id = i.id AND c.started_on <= $2
  AND ${STANDS('c')} AND (c.individual_id, c.started_on) NOT IN (
    SELECT b.individual_id, b.ended_on FROM cohort_memberships b WHERE b.exit_reason = 'superseded' AND b.set_aside_by IS NULL AND b.id <> c.id))`;
/** Working days of England and Wales after it, up to the day before the last. */
const WORKING_DAYS_IN = `(SELECT count(*) FROM generate_series(${ENTERED} + 1, $2::date - 1, interval '1 day') d
  WHERE extract(isodow FROM d) < 6 AND d::date NOT IN (SELECT day FROM bank_holidays))`;

const rank = (band: string, list: string): string => `array_position(string_to_array('${list}', ' '), ${band})`;
const bands = (
  when: string,
): string => `(SELECT ARRAY[${rank('coalesce(s.judged_violence_band, s.violence_band)', 'low medium high very_high')},
    ${rank('coalesce(s.judged_exploitation_band, s.exploitation_band)', 'none_identified emerging significant experiencing')}]
  FROM screenings s WHERE s.individual_id = i.id AND ${when} ORDER BY s.screened_on DESC, s.recorded_at DESC LIMIT 1)`;
/** The first action on a factor of the plan that was done in the period. */
const FIRST_DONE = `(SELECT min(a.closed_at) AT TIME ZONE $tz$Europe/London$tz$ FROM actions a WHERE a.individual_id = i.id AND a.status = 'done'
  AND a.visibility = 'all_agencies' AND a.closed_at >= ${BEGAN} AND a.closed_at < ${ENDED}
  AND a.id IN (SELECT x.action_id FROM plan_factor_actions x WHERE x.unlinked_at IS NULL))`;
const BEFORE = bands(`s.screened_on <= ${FIRST_DONE}::date`);
const AFTER = bands(`s.screened_on > ${FIRST_DONE}::date AND s.screened_on <= $2`);

/** What the last stay that had begun says of somebody. */
const LAST_STAY = (
  of: string,
): string => `(SELECT c.${of} FROM cohort_memberships c WHERE c.individual_id = i.id AND c.started_on <= $2
  AND ${STANDS('c')} ORDER BY c.started_on DESC LIMIT 1)`;
/** The step of the ladder, in days after the day of schedule t. */
const STEP_REACHED = `(SELECT g.days_after_due::text FROM reminder_rungs g WHERE g.days_after_due BETWEEN 1 AND $2::date - t.due_on
  ORDER BY g.days_after_due DESC LIMIT 1)`;

export const RECOMPUTED: Readonly<Record<string, string>> = {
  C1: people(IN_COHORT, 'true', LAST_STAY('tier')),
  I1: people(
    IN_COHORT,
    `(SELECT max(s.screened_on) FROM screenings s WHERE s.individual_id = i.id AND s.tool_version_id IS NOT NULL AND s.screened_on <= $2)
       + interval '6 months' > $2 IS TRUE`,
  ),
  I2: people(
    `${IN_COHORT} AND ${WORKING_DAYS_IN} >= 20`,
    `EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND ${IS_LIVE}
       AND NOT EXISTS (SELECT 1 FROM review_schedules s WHERE s.plan_id = p.id AND ${IS_PAST} AND ${WAS_OWED}))`,
  ),
  I3: livePlans(`EXISTS (SELECT 1 FROM users u WHERE u.id = ${holder('plan_owner')} AND u.status = 'active')`),
  I4: livePlans(
    `(SELECT count(DISTINCT n.domain) FROM plan_needs n WHERE n.plan_id = p.id AND n.status <> 'not_yet_known' AND n.domain IN (${FOUR})) = 4
       AND NOT EXISTS (SELECT 1 FROM plan_needs n WHERE n.plan_id = p.id AND ${OPEN_NEED} AND NOT ${answered('n.id')})`,
  ),
  I5: `SELECT i.id AS person, NULL::uuid AS agency, ${answered('f.id')} AS met, NULL::text AS part
         FROM plans p, individuals i, LATERAL (
           SELECT n.id FROM plan_needs n WHERE n.plan_id = p.id AND ${OPEN_NEED} UNION ALL
           SELECT k.id FROM plan_risks k WHERE k.plan_id = p.id AND k.visibility = 'all_agencies' AND k.recorded_at < ${ENDED}
              AND coalesce(k.ended_on, 'infinity') > $2) f
        WHERE i.id = p.individual_id AND ${SPOKEN_OF} AND ${IS_LIVE}`,
  I13: people(
    `${IN_COHORT} AND ${AGE} BETWEEN 18 AND 24`,
    `${holder('lead_professional')} IS NOT NULL AND EXISTS (SELECT 1 FROM plans p WHERE p.individual_id = i.id AND ${IS_LIVE})`,
  ),
  I17a: livePlans(`${LAST_AUDIT} IS NOT NULL`),
  I17b: `SELECT x.person, x.agency, x.met IN ('good', 'outstanding') AS met, x.met AS part FROM (${livePlans(LAST_AUDIT)}) x WHERE x.met IS NOT NULL`,
  I19: people(
    `${SPOKEN_OF} AND EXISTS (SELECT 1 FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id WHERE t.individual_id = i.id
       AND t.status = 'decided' AND m.held_on >= $1 AND m.held_on <= $2)`,
    `EXISTS (SELECT 1 FROM meeting_items t JOIN meetings m ON m.id = t.meeting_id, meeting_items y JOIN meetings n ON n.id = y.meeting_id
       WHERE t.individual_id = i.id AND y.individual_id = i.id AND t.status = 'decided' AND y.status = 'decided' AND n.panel_id <> m.panel_id
         AND m.held_on >= $1 AND m.held_on <= $2 AND m.held_on - n.held_on BETWEEN 0 AND 30)`,
  ),
  I20: people(
    `${SPOKEN_OF} AND ${FIRST_DONE} IS NOT NULL`,
    `coalesce((${AFTER})[1] <= (${BEFORE})[1] AND (${AFTER})[2] <= (${BEFORE})[2] AND ${AFTER} <> ${BEFORE}, false)`,
  ),
  M1: `${of('reviews t', `t.deadline_on >= $1 AND t.deadline_on <= $2 AND t.recorded_at < ${ENDED}`, 't.held_on <= t.deadline_on')}
       UNION ALL ${of('review_schedules t', `t.due_on >= $1 AND ${`${IS_PAST} AND ${STILL_OWED}`.replaceAll('s.', 't.')}`, 'false')}`,
  M2: of('review_schedules t', `${IS_PAST} AND ${STILL_OWED}`.replaceAll('s.', 't.'), 'true', { part: STEP_REACHED }),
  M3: of(
    'actions t',
    `t.visibility = 'all_agencies' AND t.status <> 'no_longer_needed' AND t.due_on >= $1 AND t.due_on < $2 AND t.created_at < ${ENDED}`,
    `t.status = 'done' AND (t.closed_at AT TIME ZONE $tz$Europe/London$tz$)::date <= t.due_on`,
    { agency: 't.owner_agency_id' },
  ),
  M4: of(
    'actions t',
    `t.visibility = 'all_agencies' AND t.due_on < $2 AND tstzrange(t.created_at, t.closed_at) @> ${ENDED} - interval '1 microsecond'`,
    'true',
    { agency: 't.owner_agency_id' },
  ),
  M5: `SELECT i.id AS person, NULL::uuid AS agency, true AS met, NULL::text AS part FROM plans p, individuals i WHERE i.id = p.individual_id AND ${SPOKEN_OF}
         AND p.written_outside_on IS NULL AND ${FIRST_APPROVED} >= ${BEGAN} AND ${FIRST_APPROVED} < ${ENDED}
         AND EXISTS (SELECT 1 FROM referrals f WHERE f.individual_id = i.id AND f.status = 'accepted' AND f.referred_at <= ${FIRST_APPROVED})`,
  M6: of(
    'cohort_memberships t',
    `t.ended_on >= $1 AND t.ended_on <= $2 AND t.exit_reason <> 'superseded' AND ${STANDS('t')}`,
    `t.exit_reason = 'stepped_down'`,
    { part: 't.exit_reason' },
  ),
  M7: of(
    'cohort_memberships t',
    `t.started_on >= $1 AND t.started_on <= $2 AND ${STANDS('t')}
       AND NOT EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = i.id AND b.exit_reason = 'superseded' AND b.set_aside_by IS NULL AND b.ended_on = t.started_on AND b.id <> t.id)`,
    `EXISTS (SELECT 1 FROM cohort_memberships b WHERE b.individual_id = i.id AND b.exit_reason <> 'superseded' AND ${STANDS('b')}
       AND b.ended_on <= t.started_on AND b.ended_on + interval '1 year' > t.started_on)`,
  ),
  M8: `SELECT i.id AS person, t.agency_id AS agency, t.attended AS met, NULL::text AS part FROM review_attendees t, reviews r, individuals i
        WHERE r.id = t.review_id AND i.id = r.individual_id AND ${SPOKEN_OF} AND t.agency_id IS NOT NULL
          AND r.held_on >= $1 AND r.held_on <= $2 AND r.recorded_at < ${ENDED}`,
};

const STRAND = `coalesce(${LAST_STAY('strand')}, 'not_recorded')`;
const BAND = `CASE WHEN i.date_of_birth IS NULL THEN 'not_known' WHEN ${AGE} < 10 THEN 'under_10' WHEN ${AGE} < 14 THEN '10_to_13'
  WHEN ${AGE} < 16 THEN '14_to_15' WHEN ${AGE} < 18 THEN '16_to_17' WHEN ${AGE} < 25 THEN '18_to_24' ELSE '25_and_over' END`;

/** One row a dimension and key: how many units there are, and how many of them count. */
export const recomputed = (code: string): string => `
  WITH period AS (SELECT $1::date AS first_day, $2::date AS last_day), units AS (${RECOMPUTED[code]}), named AS (
    SELECT u.met, u.part, ${BAND} AS age_band, ${STRAND} AS strand,
           coalesce(coalesce(u.agency, ${agencyOf('plan_owner')}, ${agencyOf('lead_professional')})::text, 'none') AS agency
      FROM units u JOIN individuals i ON i.id = u.person)
  SELECT d.dimension, d.key, count(*) FILTER (WHERE n.met)::int AS met, count(*)::int AS total
    FROM named n CROSS JOIN LATERAL (VALUES ('all', 'all'), ('agency', n.agency), ('age_band', n.age_band), ('strand', n.strand), ('part', n.part),
      ('agency_age_band', n.agency || ':' || n.age_band), ('agency_strand', n.agency || ':' || n.strand), ('agency_part', n.agency || ':' || n.part)) d (dimension, key)
   WHERE d.key IS NOT NULL
   GROUP BY d.dimension, d.key ORDER BY d.dimension, d.key`;
