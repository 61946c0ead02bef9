import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Tier } from '../individuals';
import type { Day } from '../shared/day';
import { dueStateSql } from './domain/overdue.sql';
import type { WorkState } from './domain/work-state';

/**
 * Every plan that is under way and the review it owes, within the actor's sight. A plan with no schedule is work too,
 * so plans lead and schedules are joined. The worker counted is the plan owner, who answers for the review.
 */
const WORK = `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, m.tier, s.due_on,
           CASE WHEN s.id IS NULL THEN 'no_schedule' ELSE ${dueStateSql('s', '$2')} END AS state,
           owner.id AS owner_id, owner.display_name AS owner, lead.display_name AS lead,
           coalesce(s.due_on, date '0001-01-01') AS sort_on
      FROM plans p
      JOIN individuals i ON i.id = p.individual_id AND i.access_keys && $1::uuid[]
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status IN ('active','exempt')
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
      LEFT JOIN users owner ON owner.id = oa.user_id
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
     WHERE p.access_keys && $1::uuid[] AND p.status <> 'closed' AND p.current_edition IS NOT NULL`;

export interface WorkRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  tier: Tier | null;
  due_on: Day | null;
  state: WorkState;
  owner_id: string | null;
  owner: string | null;
  lead: string | null;
  sort_on: Day;
}

export interface WorkFilter {
  /** Null: every state. */
  state: WorkState | null;
  /** A plan owner's id, `nobody` for plans without one, or null for everyone. */
  worker: string | null;
  today: Day;
  limit: number;
  after?: (string | null)[];
}

/** The cases behind one count, what is missing a date first, then what is due first. */
export const reviewWork = (actor: Actor, filter: WorkFilter): Statement => ({
  name: 'review-work',
  text: `
    SELECT * FROM (${WORK}) w
     WHERE ($3::text IS NULL OR w.state = $3)
       AND ($4::text IS NULL OR coalesce(w.owner_id::text, 'nobody') = $4)
       AND ($5::date IS NULL OR (w.sort_on, w.id) > ($5::date, $6::uuid))
     ORDER BY w.sort_on, w.id LIMIT $7`,
  values: [
    actor.accessKeys,
    filter.today,
    filter.state,
    filter.worker,
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit + 1,
  ],
});

export interface WorkCountRow {
  owner_id: string | null;
  owner: string | null;
  state: WorkState;
  count: number;
}

/** How many cases each worker has in each state: the same rows as the list, counted. */
export const reviewWorkCounts = (actor: Actor, today: Day): Statement => ({
  name: 'review-work-counts',
  text: `
    SELECT w.owner_id, w.owner, w.state, count(*) AS count FROM (${WORK}) w
     GROUP BY w.owner_id, w.owner, w.state ORDER BY w.owner NULLS FIRST, w.owner_id`,
  values: [actor.accessKeys, today],
});
