import { restsOnBandSql } from '../../individuals';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface OnBandAloneRow {
  individual_id: string;
  individual_reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  check_by: Day;
}

const ON_BAND = `cohort_memberships m JOIN individuals i ON i.id = m.individual_id AND i.access_keys && $1::uuid[]
     WHERE m.ended_on IS NULL AND ${restsOnBandSql('m')}`;

/** Who is in the cohort by a spreadsheet's word alone, within the actor's sight: what is due first at the top. */
export const onBandAlone = (actor: Actor, limit: number): Statement => ({
  name: 'cohort-on-band-alone',
  text: `SELECT m.individual_id, i.reference AS individual_reference, i.given_name, i.family_name, i.preferred_name,
                working_day_on_or_before(coalesce(m.validate_by, (m.started_on + interval '6 months')::date)) AS check_by
           FROM ${ON_BAND} ORDER BY check_by, i.reference LIMIT $2`,
  values: [actor.accessKeys, limit],
});

export interface CohortWorkCount {
  waiting: number;
  /** Of both. */
  late: number;
  on_band: number;
}

/** What the panel has to decide and to check, in one question: the first page of a chair asks many. */
export const cohortWorkCount = (actor: Actor, today: Day): Statement => ({
  name: 'cohort-work-count',
  text: `SELECT owed.waiting, owed.late + band.late AS late, band.waiting AS on_band
           FROM (SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE d.due_on < $2::date)::integer AS late
                   FROM cohort_decisions_owed d JOIN individuals i ON i.id = d.individual_id AND i.access_keys && $1::uuid[]) owed,
                (SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE m.validate_by < $2::date)::integer AS late FROM ${ON_BAND}) band`,
  values: [actor.accessKeys, today],
});
