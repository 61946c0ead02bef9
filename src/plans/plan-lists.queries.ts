import type { Tier } from '../individuals';
import { type Actor, hasRole } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { PlanStatus } from './domain/plan-vocabulary';

export interface PlanListRow {
  id: string;
  individualId: string;
  status: PlanStatus;
  version: number;
  currentEdition: number | null;
  createdAt: Date;
  submittedAt: Date | null;
  approvedAt: Date | null;
  closedAt: Date | null;
}

interface PlanFilter {
  individualId?: string;
  status?: PlanStatus;
  after?: (string | null)[];
  limit: number;
}

/** Plans within the actor's sight, newest first. */
export const listPlans = (actor: Actor, filter: PlanFilter): Statement => ({
  name: 'plans',
  text: `
    SELECT p.id, p.individual_id AS "individualId", p.status, p.version, p.current_edition AS "currentEdition",
           p.created_at AS "createdAt", p.submitted_at AS "submittedAt", p.approved_at AS "approvedAt", p.closed_at AS "closedAt"
      FROM plans p
     WHERE p.access_keys && $1::uuid[] AND ($2::uuid IS NULL OR p.individual_id = $2) AND ($3::text IS NULL OR p.status = $3)
       AND ($4::uuid IS NULL OR p.id < $4)
     ORDER BY p.id DESC LIMIT $5`,
  values: [
    actor.accessKeys,
    filter.individualId ?? null,
    filter.status ?? null,
    filter.after?.[0] ?? null,
    filter.limit + 1,
  ],
});

export interface PlanByReviewRow extends PlanListRow {
  reference: string;
  name: string;
  tier: Tier | null;
  nextReviewDueOn: Day | null;
  sortOn: Day;
}

/** Before every day, and before every id. */
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;

/**
 * Open plans within the actor's sight, by the day of their next review, those without one last. Each key's part is read in
 * that order and no further than the page; what is shown is looked up for the page alone.
 */
export const plansByReview = (actor: Actor, page: { after?: (string | null)[]; limit: number }): Statement => ({
  name: 'plans-by-review',
  text: `
    SELECT p.id, p.individual_id AS "individualId", p.status, p.version, p.current_edition AS "currentEdition",
           p.created_at AS "createdAt", p.submitted_at AS "submittedAt", p.approved_at AS "approvedAt", p.closed_at AS "closedAt",
           i.reference, coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name, page.tier,
           page.due_on AS "nextReviewDueOn", page.sort_on AS "sortOn"
      FROM (SELECT DISTINCT c.sort_on, c.individual_id, c.plan_id, c.tier, c.due_on
              FROM unnest($1::uuid[]) k(id)
              CROSS JOIN LATERAL (SELECT x.sort_on, x.individual_id, x.plan_id, x.tier, x.due_on FROM cases_by_key x
                                   WHERE x.access_key = k.id AND x.plan_id IS NOT NULL
                                     AND (x.sort_on, x.individual_id) > ($2::date, $3::uuid)
                                   ORDER BY x.sort_on, x.individual_id LIMIT $4) c
             ORDER BY c.sort_on, c.individual_id LIMIT $4) page
      JOIN plans p ON p.id = page.plan_id AND p.access_keys && $1::uuid[]
      JOIN individuals i ON i.id = page.individual_id AND i.access_keys && $1::uuid[]
     ORDER BY page.sort_on, page.individual_id`,
  values: [actor.accessKeys, page.after?.[0] ?? FIRST[0], page.after?.[1] ?? FIRST[1], page.limit + 1],
});

export interface PlanToApproveRow {
  id: string;
  individualId: string;
  reference: string;
  name: string;
  submittedBy: string;
  submittedById: string;
  submittedAt: Date;
  waitsForPanel: boolean;
  currentEdition: number | null;
  leadProfessional: string | null;
  sortedBy: string;
}

/** Plans that wait for a manager of the actor's agency, or for the actor's panel, oldest first, so that none is forgotten at the bottom. */
export const plansToApprove = (actor: Actor, page: { after?: (string | null)[]; limit: number }): Statement => ({
  name: 'plans-to-approve',
  text: `
    SELECT p.id, p.individual_id AS "individualId", i.reference,
           coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name,
           sender.display_name AS "submittedBy", sender.id AS "submittedById", p.submitted_at AS "submittedAt", p.status = 'awaiting_panel' AS "waitsForPanel",
           p.current_edition AS "currentEdition", lead.display_name AS "leadProfessional", p.submitted_at::text AS "sortedBy"
      FROM plans p
      JOIN individuals i ON i.id = p.individual_id
      JOIN users sender ON sender.id = p.submitted_by
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
     WHERE (p.status = 'awaiting_approval' AND p.access_keys && $1::uuid[] AND i.access_keys && $1::uuid[]
            OR p.status = 'awaiting_panel' AND p.access_keys && $5::uuid[] AND i.access_keys && $5::uuid[])
       AND ($2::timestamptz IS NULL OR (p.submitted_at, p.id) > ($2::timestamptz, $3::uuid))
     ORDER BY p.submitted_at, p.id LIMIT $4`,
  values: [
    // The keys a manager approves by: the agency, and the manager's own for a restricted person. Not a panel's.
    hasRole(actor, 'manager') ? [actor.agencyId, actor.userId] : [],
    page.after?.[0] ?? null,
    page.after?.[1] ?? null,
    page.limit + 1,
    // Those of the panel: all but the agency's, which is its manager's.
    hasRole(actor, 'panel_member', 'panel_chair') ? actor.accessKeys.filter((key) => key !== actor.agencyId) : [],
  ],
});
