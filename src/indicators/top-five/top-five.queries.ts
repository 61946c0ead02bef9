import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { RankedEvent } from './candidates';

export interface CandidateRow {
  id: string;
  reference: string;
  name: string;
  date_of_birth: Day | null;
  is_experiencing: boolean;
  events: { kind: RankedEvent['kind']; happenedOn: Day }[];
}

/**
 * Whom the panel sees as perpetrating, in the cohort now and in the actor's sight, with their arrests and weapon finds of twelve
 * months. A restricted person is never among them: the list goes to more people than are named for one.
 */
export const topFiveCandidates = (actor: Actor, since: Day): Statement => ({
  name: 'top-five-candidates',
  text: `
    SELECT i.id, i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name, i.date_of_birth,
           coalesce(m.is_experiencing, false) AS is_experiencing,
           coalesce((SELECT json_agg(json_build_object('kind', t.kind, 'happenedOn', t.happened_on) ORDER BY t.happened_on DESC, t.id)
                       FROM review_triggers t WHERE t.individual_id = i.id AND t.kind IN ('arrest', 'weapon_find')
                        AND t.happened_on > $2::date), '[]') AS events
      FROM standing_stays m JOIN individuals i ON i.id = m.individual_id AND NOT i.is_restricted AND i.access_keys && $1::uuid[]
     WHERE m.ended_on IS NULL AND m.is_perpetrating ORDER BY i.reference LIMIT 500`,
  values: [actor.accessKeys, since],
});

export interface ListRow {
  id: string;
  period_until: Day;
  confirmed_by: string;
  confirmed_at: Date;
}

/** The lists that were confirmed, newest first. */
export const topFiveLists = (): Statement => ({
  name: 'top-five-lists',
  text: `SELECT l.id, l.period_until, u.display_name AS confirmed_by, l.confirmed_at
           FROM top_five_lists l JOIN users u ON u.id = l.confirmed_by ORDER BY l.period_until DESC LIMIT 8`,
});

export interface ListedRow {
  list_id: string;
  place: number;
  individual_id: string;
  reference: string;
  name: string;
  reason: string;
}

/** Who is on these lists, among those the actor sees. */
export const topFivePeople = (actor: Actor): Statement => ({
  name: 'top-five-people',
  text: `
    SELECT p.list_id, p.place, i.id AS individual_id, i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name, p.reason
      FROM top_five_people p JOIN individuals i ON i.id = p.individual_id AND NOT i.is_restricted AND i.access_keys && $1::uuid[]
     WHERE p.list_id IN (SELECT l.id FROM top_five_lists l ORDER BY l.period_until DESC LIMIT 8) ORDER BY p.list_id, p.place`,
  values: [actor.accessKeys],
});
