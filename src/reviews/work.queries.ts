import type { Tier } from '../individuals';
import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { dueStateSql } from './domain/overdue.sql';
import { lateIfEnteredBy } from './domain/plan-deadline';
import type { WorkKind } from './domain/work-state';

/**
 * Everything the page asks starts from what is in sight: each of these reads an index on access keys, so that the time
 * follows the actor's cases and not everybody's. Row-level security would ask for each row of the other tables.
 */
const IN_SIGHT = `
    WITH cases AS MATERIALIZED (SELECT * FROM cases_in_sight($1::uuid[])),
    dates AS MATERIALIZED (
      SELECT s.id, s.plan_id, s.individual_id, s.due_on, ${dueStateSql('s', '$2')} AS kind
        FROM review_schedules s WHERE s.access_keys && $1::uuid[] AND s.status IN ('active','exempt')
    ),
    open_plans AS MATERIALIZED (
      SELECT p.id, p.individual_id, p.current_edition IS NOT NULL AS is_written
        FROM plans p WHERE p.access_keys && $1::uuid[] AND p.status <> 'closed'
    ),
    open_actions AS MATERIALIZED (
      SELECT a.id, a.individual_id, a.due_on, a.owner_id, a.owner_agency_id, a.description
        FROM actions a WHERE a.status = 'open' AND a.access_keys && $1::uuid[]
         AND (${readableItem('a', '$4', '$6')} OR a.owner_id = $5::uuid)
    ),
    lacking AS MATERIALIZED (
      SELECT p.id FROM open_plans p LEFT JOIN dates d ON d.plan_id = p.id LEFT JOIN cases c ON c.individual_id = p.individual_id
       WHERE p.is_written AND d.id IS NULL OR c.owner_id IS NULL OR c.lead_id IS NULL
    )`;

/**
 * What is owed within the actor's sight, one row a debt. What a plan is missing comes from the function the reminders
 * read; the days of a plan not written yet stand for its deadline, which working days decide (`planDueOn`). $1 to $6 are
 * who asks, the day, and the last day of entry that is too long ago.
 */
const OWED = `
    SELECT d.kind, d.id AS subject_id, d.individual_id, d.due_on, d.due_on AS sort_on,
           NULL::uuid AS holder_id, NULL::uuid AS holder_agency_id, NULL::text AS description
      FROM dates d
    UNION ALL
    SELECT o.kind, o.subject_id, o.individual_id, o.due_on, o.due_on, NULL, NULL, NULL
      FROM case_obligations($2::date) o
     WHERE o.kind <> 'review' AND o.access_keys && $1::uuid[] AND o.subject_id = ANY (ARRAY(SELECT l.id FROM lacking l))
    UNION ALL
    -- LIMIT: asked for each case that lacks a plan, never for everybody's history at once.
    SELECT 'no_plan', c.individual_id, c.individual_id, e.entered_on, e.entered_on + 28, NULL, NULL, NULL
      FROM cases c
      CROSS JOIN LATERAL (SELECT n.entered_on FROM cohort_entries n WHERE n.individual_id = c.individual_id LIMIT 1) e
     WHERE c.tier IS NOT NULL AND e.entered_on <= $3::date
       AND NOT EXISTS (SELECT 1 FROM open_plans p WHERE p.individual_id = c.individual_id AND p.is_written)
    UNION ALL
    SELECT 'overdue_action', a.id, a.individual_id, a.due_on, a.due_on, a.owner_id, a.owner_agency_id, a.description
      FROM open_actions a WHERE a.due_on < $2::date`;

/** With whose it is: the owner of an action; for everything else the plan owner, who answers for the plan and its review. */
const WORK = `${IN_SIGHT}
    SELECT w.kind, w.subject_id, w.due_on, w.sort_on, w.description, c.individual_id AS id, c.access_keys, c.tier,
           coalesce(w.holder_id, c.owner_id) AS worker_id, coalesce(w.holder_agency_id, c.owner_agency_id) AS agency_id,
           CASE c.tier WHEN 'critical' THEN 1 WHEN 'medium' THEN 3 WHEN 'monitoring' THEN 4 ELSE 2 END AS risk
      FROM (${OWED}) w JOIN cases c ON c.individual_id = w.individual_id`;

const askedBy = (actor: Actor, today: Day): unknown[] => [
  actor.accessKeys,
  today,
  lateIfEnteredBy(today),
  visibilitiesFor(actor.agencyKind),
  actor.userId,
  actor.agencyId,
];

export interface WorkRow {
  kind: WorkKind;
  subject_id: string;
  id: string;
  access_keys: string[];
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  tier: Tier | null;
  /** The day a review or action was due, a plan's missing part went missing, or the person came into the cohort. */
  due_on: Day;
  description: string | null;
  worker: string | null;
  lead: string | null;
  chase_on: Day | null;
  chase_reason: string | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  rank: number;
  sort_on: Day;
}

export interface WorkFilter {
  kinds: readonly WorkKind[];
  /** A person's id, `nobody` for what has no plan owner, or null for everyone. */
  worker: string | null;
  /** An agency's id, `nobody`, or null. */
  agency: string | null;
  /** `none` for people outside the cohort. */
  tier: Tier | 'none' | null;
  sort: WorkSort;
}

/** By risk, the highest tier first and the longest overdue within it; or by lateness alone. */
export const WORK_SORTS = ['risk', 'lateness'] as const;
export type WorkSort = (typeof WORK_SORTS)[number];

interface WorkPage extends WorkFilter {
  today: Day;
  limit: number;
  after?: (string | null)[];
}

/** The rows behind one count. Whoever has no tier stands with the high tier, as their reviews do. */
export const reviewWork = (actor: Actor, page: WorkPage): Statement => ({
  name: 'review-work',
  text: `
    SELECT w.*, i.reference, i.given_name, i.family_name, i.preferred_name, worker.display_name AS worker, lead.display_name AS lead,
           k.chase_on, k.reason AS chase_reason, seen.display_name AS acknowledged_by, k.acknowledged_at
      FROM (SELECT x.* FROM (SELECT w.*, CASE $11::text WHEN 'lateness' THEN 0 ELSE w.risk END AS rank FROM (${WORK}) w
             WHERE w.kind = ANY ($7::text[])
               AND ($8::text IS NULL OR coalesce(w.worker_id::text, 'nobody') = $8)
               AND ($9::text IS NULL OR coalesce(w.agency_id::text, 'nobody') = $9)
               AND ($10::text IS NULL OR coalesce(w.tier, 'none') = $10)) x
             WHERE $12::integer IS NULL OR (x.rank, x.sort_on, x.subject_id) > ($12::integer, $13::date, $14::uuid)
             ORDER BY x.rank, x.sort_on, x.subject_id LIMIT $15) w
      JOIN individuals i ON i.id = w.id
      LEFT JOIN users worker ON worker.id = w.worker_id
      LEFT JOIN assignments la ON la.individual_id = w.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
      LEFT JOIN LATERAL (SELECT a.chase_on, a.reason, a.acknowledged_by, a.acknowledged_at FROM review_acknowledgements a
                          WHERE a.schedule_id = w.subject_id ORDER BY a.version DESC LIMIT 1) k ON w.kind = 'overdue'
      LEFT JOIN users seen ON seen.id = k.acknowledged_by
     ORDER BY w.rank, w.sort_on, w.subject_id`,
  values: [
    ...askedBy(actor, page.today),
    page.kinds,
    page.worker,
    page.agency,
    page.tier,
    page.sort,
    page.after?.[0] ?? null,
    page.after?.[1] ?? null,
    page.after?.[2] ?? null,
    page.limit + 1,
  ],
});

export interface WorkCountRow {
  kind: WorkKind;
  tier: Tier | null;
  worker_id: string | null;
  worker: string | null;
  agency_id: string | null;
  agency: string | null;
  count: number;
}

/** The same rows as the list, counted once for every way of looking at them: by kind, tier, worker and agency. */
export const reviewWorkCounts = (actor: Actor, today: Day): Statement => ({
  name: 'review-work-counts',
  text: `
    SELECT g.*, u.display_name AS worker, a.name AS agency
      FROM (SELECT w.kind, w.tier, w.worker_id, w.agency_id, count(*)::integer AS count FROM (${WORK}) w
             GROUP BY w.kind, w.tier, w.worker_id, w.agency_id) g
      LEFT JOIN users u ON u.id = g.worker_id LEFT JOIN agencies a ON a.id = g.agency_id`,
  values: askedBy(actor, today),
});
