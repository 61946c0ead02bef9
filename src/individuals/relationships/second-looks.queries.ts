import { type Actor, hasRole } from '../../platform/access';
import type { Statement } from '../../platform/database';
import { addDays, type Day } from '../../shared/day';
import { readableItem, visibilitiesFor } from '../visibility/visibility';
import type { RelationshipKind } from './relationship-words';
import type { SecondLookOutcome } from './relationship-review.entity';

/** One relationship whose day to look again has come, or comes soon. */
export interface DueLookRow {
  id: string;
  individual_id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  kind: RelationshipKind;
  name: string;
  review_on: Day;
  /** Null: nobody leads the case. */
  lead: string | null;
}

/** Days ahead that a lead professional is shown what is to be looked at again: the first rung of the ladder. */
export const LOOK_AHEAD_DAYS = 14;

/**
 * What the actor is to look at again: on cases they lead or whose plan they own, what they recorded themselves and, for
 * managers and chairs, everything within sight. Nothing about who left the cohort: they are on no list of work. $1 keys, $2
 * the actor, $3 the last day, $4 and $5 who reads what.
 */
const DUE = `
  FROM individual_relationships r
  JOIN individuals i ON i.id = r.individual_id AND i.access_keys && $1::uuid[]
  LEFT JOIN assignments l ON l.individual_id = i.id AND l.kind = 'lead_professional' AND l.ended_at IS NULL
  LEFT JOIN users u ON u.id = l.user_id
 WHERE r.review_on <= $3::date AND r.until_on IS NULL AND r.withdrawn_at IS NULL AND ${readableItem('r', '$4', '$5')}
   AND NOT has_left_cohort(i.id)
   AND ($6 OR r.recorded_by = $2 OR EXISTS (SELECT 1 FROM assignments a WHERE a.individual_id = i.id AND a.user_id = $2
        AND a.ended_at IS NULL AND a.kind IN ('lead_professional','plan_owner')))`;

const askedBy = (actor: Actor, today: Day): unknown[] => [
  actor.accessKeys,
  actor.userId,
  addDays(today, LOOK_AHEAD_DAYS),
  visibilitiesFor(actor.agencyKind),
  actor.agencyId,
  hasRole(actor, 'manager', 'panel_chair'),
];

export const dueLooks = (actor: Actor, today: Day, after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'due-second-looks',
  text: `
    SELECT r.id, r.individual_id, i.reference, i.given_name, i.family_name, i.preferred_name, r.kind, r.name, r.review_on, u.display_name AS lead
      ${DUE} AND ($7::date IS NULL OR (r.review_on, r.id) > ($7::date, $8::uuid))
     ORDER BY r.review_on, r.id LIMIT $9`,
  values: [...askedBy(actor, today), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
});

/** How many of them there are, and how many are late. */
export interface DueLooksCountRow {
  count: number;
  late: number;
}

export const dueLooksCount = (actor: Actor, today: Day): Statement => ({
  name: 'due-second-looks-count',
  text: `SELECT count(*)::int AS count, count(*) FILTER (WHERE r.review_on < $7::date)::int AS late ${DUE}`,
  values: [...askedBy(actor, today), today],
});

/** That somebody looked again. */
export interface SecondLookRow {
  id: string;
  relationship_id: string;
  kind: RelationshipKind;
  name: string;
  outcome: SecondLookOutcome;
  note: string;
  was_due_on: Day | null;
  next_on: Day | null;
  reviewed_at: Date;
  reviewed_by: string;
  agency: string;
}

/** What was looked at again on a case, newest first; of what the reader may read. */
export const secondLooksOf = (actor: Actor, individualId: string): Statement => ({
  name: 'second-looks-of-case',
  text: `
    SELECT v.id, v.relationship_id, r.kind, r.name, v.outcome, v.note, v.was_due_on, v.next_on, v.reviewed_at, u.display_name AS reviewed_by, g.name AS agency
      FROM relationship_reviews v
      JOIN individuals i ON i.id = v.individual_id AND i.access_keys && $2::uuid[]
      JOIN individual_relationships r ON r.id = v.relationship_id AND ${readableItem('r', '$3', '$4')}
      JOIN users u ON u.id = v.reviewed_by JOIN agencies g ON g.id = v.agency_id
     WHERE v.individual_id = $1 ORDER BY v.reviewed_at DESC, v.id DESC LIMIT 100`,
  values: [individualId, actor.accessKeys, visibilitiesFor(actor.agencyKind), actor.agencyId],
});
