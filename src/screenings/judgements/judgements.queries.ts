import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { KeptResult } from '../kept-screening';

const NEEDS = `((c.result #>> '{judgement,exploitation,needsSecondPerson}') = 'true' OR (c.result #>> '{judgement,violence,needsSecondPerson}') = 'true')`;

/** Begins with the few that were judged lower, by their index: begun with everybody in sight, it took as long as there were cases. */
const LOWER = `
  WITH lower AS MATERIALIZED (
    SELECT c.* FROM screenings c WHERE ${NEEDS} AND c.screened_by <> $2
       AND NOT EXISTS (SELECT 1 FROM screening_judgement_decisions d WHERE d.screening_id = c.id)
  )`;

const WAITING = `
  FROM lower c
  CROSS JOIN LATERAL (SELECT * FROM individuals x WHERE x.id = c.individual_id AND x.access_keys && $1::uuid[] OFFSET 0) i
  JOIN users u ON u.id = c.screened_by
 WHERE NOT has_left_cohort(i.id)`;

export interface WaitingRow {
  id: string;
  individual_id: string;
  reference: string;
  name: string;
  screened_on: Day;
  recorded_at: Date;
  screened_by_name: string;
  result: KeptResult;
}

/** Lower bands that wait for somebody else than who judged them, within the actor's sight; the oldest first. None about who left the cohort. */
export const waitingJudgements = (actor: Actor, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'waiting-judgements',
  text: `
    ${LOWER}
    SELECT c.id, c.individual_id, i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name,
           c.screened_on, c.recorded_at, u.display_name AS screened_by_name, c.result
      ${WAITING} AND ($3::date IS NULL OR (c.screened_on, c.id) > ($3::date, $4::uuid))
     ORDER BY c.screened_on, c.id LIMIT $5`,
  values: [actor.accessKeys, actor.userId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

export const waitingCount = (actor: Actor): Statement => ({
  name: 'waiting-judgements-count',
  isPlannedOnce: true,
  text: `${LOWER} SELECT count(*)::int AS count, min(c.recorded_at) AS oldest ${WAITING}`,
  values: [actor.accessKeys, actor.userId],
});
