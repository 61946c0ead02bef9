import type { Tier } from '../individuals';
import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { ExemptionKind } from './domain/exemption';
import { dueStateSql } from './domain/overdue.sql';
import { lateIfEnteredBy } from './domain/plan-deadline';
import type { WorkKind } from './domain/work-state';

/** Whoever has no tier stands with the high tier, as their reviews do. */
const riskSql = (tier: string): string =>
  `CASE ${tier} WHEN 'critical' THEN 1 WHEN 'medium' THEN 3 WHEN 'monitoring' THEN 4 ELSE 2 END`;

/**
 * Everything the page asks starts from what is in sight, read once: cases_by_key has where each case stands under each key
 * that opens it. Row-level security would ask for each row of the other tables.
 */
const IN_SIGHT = `
    WITH cases AS MATERIALIZED (
      SELECT DISTINCT ON (k.individual_id) k.individual_id, k.tier, k.plan_owed_from, k.plan_id, k.is_written, k.schedule_id,
             k.schedule_status AS status, k.due_on, k.owner_id, k.owner_agency_id, k.lead_id
        FROM cases_by_key k WHERE k.access_key = ANY ($1::uuid[])
    ),
    open_actions AS MATERIALIZED (
      SELECT a.id, a.individual_id, a.due_on, a.owner_id, a.owner_agency_id, a.description
        FROM actions a WHERE a.status = 'open' AND a.due_on < $2::date AND a.access_keys && $1::uuid[]
         AND (${readableItem('a', '$4', '$6')} OR a.owner_id = $5::uuid)
    ),
    lacking AS MATERIALIZED (
      SELECT c.* FROM cases c
       WHERE c.plan_id IS NOT NULL AND (c.is_written AND c.schedule_id IS NULL OR c.owner_id IS NULL OR c.lead_id IS NULL)
    )`;

/**
 * What is owed within the actor's sight, one row a debt, with whose it is: the owner of an action; for everything else the plan
 * owner, who answers for the plan and its review; and who leads the case, who is reminded of it too. What a plan is missing comes from the function the reminders read; the
 * days of a plan not written yet stand for its deadline, which working days decide (`planDueOn`). $1 to $6 are who asks, the
 * day, and the last day from which a plan was owed that is too long ago. Nothing that there are thousands of is joined to itself: a plan made
 * without knowing the values would take them for one, and compare each with each.
 */
const WORK = `${IN_SIGHT}
    SELECT ${dueStateSql('c', '$2')} AS kind, c.schedule_id AS subject_id, c.due_on, c.due_on AS sort_on, NULL::text AS description,
           c.individual_id AS id, c.tier, c.owner_id AS worker_id, c.owner_agency_id AS agency_id, c.lead_id, ${riskSql('c.tier')} AS risk
      FROM cases c WHERE c.schedule_id IS NOT NULL
    UNION ALL
    SELECT o.kind, o.subject_id, o.due_on, o.due_on, NULL, c.individual_id, c.tier, c.owner_id, c.owner_agency_id, c.lead_id, ${riskSql('c.tier')}
      FROM case_obligations($2::date) o JOIN lacking c ON c.plan_id = o.subject_id
     WHERE o.kind <> 'review' AND o.access_keys && $1::uuid[] AND o.subject_id = ANY (ARRAY(SELECT l.plan_id FROM lacking l))
    UNION ALL
    SELECT 'no_plan', c.individual_id, c.plan_owed_from, c.plan_owed_from + 28, NULL, c.individual_id, c.tier, c.owner_id, c.owner_agency_id,
           c.lead_id, ${riskSql('c.tier')}
      FROM cases c WHERE c.tier IS NOT NULL AND c.plan_owed_from <= $3::date AND NOT c.is_written
    UNION ALL
    SELECT 'overdue_action', a.id, a.due_on, a.due_on, a.description, a.individual_id, c.tier, a.owner_id, a.owner_agency_id, c.lead_id, ${riskSql('c.tier')}
      FROM open_actions a JOIN cases c ON c.individual_id = a.individual_id`;

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
  /** The day a review or action was due, a plan's missing part went missing, or the plan was owed from. */
  due_on: Day;
  description: string | null;
  worker: string | null;
  /** Their account ended, or they moved to another agency: it is to be handed over. */
  worker_has_gone: boolean | null;
  lead: string | null;
  lead_has_gone: boolean | null;
  is_restricted: boolean;
  /** That of the plan owner, or of the action. */
  agency_id: string | null;
  agency: string | null;
  lead_agency_id: string | null;
  /** Of an exempt review. */
  exempt_since: Day | null;
  exempt_until: Day | null;
  exempt_kind: ExemptionKind | null;
  chase_on: Day | null;
  chase_reason: string | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  /** A reminder of it could be told to nobody. */
  is_untold: boolean;
  rank: number;
  sort_on: Day;
}

export interface WorkFilter {
  kinds: readonly WorkKind[];
  /** A plan owner's or action owner's id, `nobody` for what has no plan owner, or null for everyone. */
  worker: string | null;
  /** A lead professional's id, `nobody`, or null. */
  lead: string | null;
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

/** The rows behind one count. */
export const reviewWork = (actor: Actor, page: WorkPage): Statement => ({
  name: 'review-work',
  text: `
    SELECT w.*, i.access_keys, i.reference, i.given_name, i.family_name, i.preferred_name, worker.display_name AS worker, lead.display_name AS lead,
           worker.status <> 'active' OR worker.agency_id <> w.agency_id AS worker_has_gone, lead.status <> 'active' OR lead.agency_id <> la.agency_id AS lead_has_gone,
           i.is_restricted, la.agency_id AS lead_agency_id, agency.name AS agency, exempt.exempt_since, exempt.exempt_until, exempt.exempt_kind, k.chase_on, k.reason AS chase_reason, seen.display_name AS acknowledged_by, k.acknowledged_at,
           EXISTS (SELECT 1 FROM reminders m WHERE m.individual_id = w.id AND m.subject_id = w.subject_id AND m.status = 'failed'
                      AND m.last_error LIKE 'untold\\_%') AS is_untold
      FROM (SELECT x.* FROM (SELECT w.*, CASE $11::text WHEN 'lateness' THEN 0 ELSE w.risk END AS rank FROM (${WORK}) w
             WHERE w.kind = ANY ($7::text[])
               AND ($8::text IS NULL OR coalesce(w.worker_id::text, 'nobody') = $8)
               AND ($9::text IS NULL OR coalesce(w.agency_id::text, 'nobody') = $9)
               AND ($10::text IS NULL OR coalesce(w.tier, 'none') = $10)
               AND ($16::text IS NULL OR coalesce(w.lead_id::text, 'nobody') = $16)) x
             WHERE $12::integer IS NULL OR (x.rank, x.sort_on, x.subject_id) > ($12::integer, $13::date, $14::uuid)
             ORDER BY x.rank, x.sort_on, x.subject_id LIMIT $15) w
      JOIN individuals i ON i.id = w.id AND i.access_keys && $1::uuid[]
      LEFT JOIN users worker ON worker.id = w.worker_id
      LEFT JOIN agencies agency ON agency.id = w.agency_id
      LEFT JOIN assignments la ON la.individual_id = w.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
      LEFT JOIN review_schedules exempt ON exempt.id = w.subject_id AND w.kind = 'not_running' AND exempt.access_keys && $1::uuid[]
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
    page.lead,
  ],
});

export interface WorkCountRow {
  kind: WorkKind;
  tier: Tier | null;
  worker_id: string | null;
  worker: string | null;
  lead_id: string | null;
  lead: string | null;
  agency_id: string | null;
  agency: string | null;
  count: number;
}

/** The same rows as the list, counted once for every way of looking at them: by kind, tier, worker, lead professional and agency. */
export const reviewWorkCounts = (actor: Actor, today: Day): Statement => ({
  name: 'review-work-counts',
  isPlannedOnce: true,
  text: `
    SELECT g.*, u.display_name AS worker, l.display_name AS lead, a.name AS agency
      FROM (SELECT w.kind, w.tier, w.worker_id, w.lead_id, w.agency_id, count(*)::integer AS count FROM (${WORK}) w
             GROUP BY w.kind, w.tier, w.worker_id, w.lead_id, w.agency_id) g
      LEFT JOIN users u ON u.id = g.worker_id LEFT JOIN users l ON l.id = g.lead_id LEFT JOIN agencies a ON a.id = g.agency_id`,
  values: askedBy(actor, today),
});

export interface OverdueCountRow {
  tier: Tier | null;
  plan_owner_id: string | null;
  plan_owner: string | null;
  count: number;
}

/** Overdue reviews in the actor's sight by tier and plan owner. Reads those that are overdue and no other. */
export const overdueCounts = (actor: Actor, today: Day): Statement => ({
  name: 'overdue-counts',
  text: `
    SELECT g.tier, g.owner_id AS plan_owner_id, u.display_name AS plan_owner, g.count
      FROM (SELECT c.tier, c.owner_id, count(DISTINCT c.individual_id)::integer AS count FROM cases_by_key c
             WHERE c.access_key = ANY ($1::uuid[]) AND c.schedule_status = 'active' AND c.due_on < $2::date
             GROUP BY c.tier, c.owner_id) g
      LEFT JOIN users u ON u.id = g.owner_id ORDER BY g.count DESC, u.display_name, g.owner_id, g.tier`,
  values: [actor.accessKeys, today],
});
