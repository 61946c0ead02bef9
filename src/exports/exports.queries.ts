import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { ExportKind, ExportStatus } from './export.entity';

/** What opens a case for good: an emergency's grant opens it to be read on the screen, not to be taken away. */
export const keysToTake = (actor: Actor): string[] =>
  actor.accessKeys.filter((key) => !(actor.openGrants ?? []).includes(key));

const OF_COHORT = `
    FROM individuals i
    JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
   WHERE i.access_keys && $1::uuid[] AND ($2::text[] IS NULL OR m.tier = ANY ($2))`;

export const COUNT_OF_CASES = `SELECT count(*)::integer AS people ${OF_COHORT}`;

/** Lists of cases that somebody was given without a second person since then. */
export const TAKEN_ALONE = `
  SELECT DISTINCT e.tier FROM exports e
   WHERE e.requested_by = $1 AND e.requested_at > $2 AND e.kind = 'cases' AND e.status = 'ready' AND e.decided_by IS NULL`;

/** How many people were in what of the audit somebody took alone since then: cut in two, it is still one file. */
export const AUDIT_TAKEN_ALONE = `
  SELECT coalesce(sum(e.people), 0)::integer AS people FROM exports e
   WHERE e.requested_by = $1 AND e.requested_at > $2 AND e.kind = 'audit' AND e.status = 'ready' AND e.decided_by IS NULL`;

/** A page of the cases that the actor may take, by reference. */
export const casesToTake = (actor: Actor, tier: string | null, after: string, most: number): Statement => ({
  name: 'export-cases',
  text: `WITH page AS (SELECT i.id, i.reference, i.given_name, i.family_name, i.date_of_birth, m.tier, m.started_on ${OF_COHORT}
           AND i.reference > $3 ORDER BY i.reference LIMIT $4)
         SELECT c.reference, c.given_name, c.family_name, c.date_of_birth, c.tier, c.started_on AS in_cohort_since,
                l.display_name AS lead_professional, l.agency AS lead_agency, o.display_name AS plan_owner,
                (SELECT p.status FROM plans p WHERE p.individual_id = c.id AND p.status <> 'closed' LIMIT 1) AS plan,
                (SELECT s.due_on FROM review_schedules s WHERE s.individual_id = c.id AND s.status = 'active' LIMIT 1) AS review_due_on
           FROM page c
           LEFT JOIN LATERAL (SELECT u.display_name, g.name AS agency FROM assignments a JOIN users u ON u.id = a.user_id JOIN agencies g ON g.id = a.agency_id
                               WHERE a.individual_id = c.id AND a.kind = 'lead_professional' AND a.ended_at IS NULL) l ON true
           LEFT JOIN LATERAL (SELECT u.display_name FROM assignments a JOIN users u ON u.id = a.user_id
                               WHERE a.individual_id = c.id AND a.kind = 'plan_owner' AND a.ended_at IS NULL) o ON true
          ORDER BY c.reference`,
  values: [keysToTake(actor), tier === null ? null : [tier], after, most],
});

export interface ExtractKeys {
  inner: Buffer;
  outer: Buffer;
}

export const extractRows = (id: string, now: Date, keys: ExtractKeys, after: string, most: number): Statement => ({
  name: 'export-evaluation',
  text: 'SELECT * FROM evaluation_extract($1, $2, $3, $4, $5, $6)',
  values: [id, now, keys.inner, keys.outer, after, most],
});

/** How many an extract would leave alone, by how coarse it is, and by the rule for small numbers of the quarter of this day. */
export const EXTRACT_DETAILS = `SELECT detail, least_group AS "leastGroup", people, alone, withheld FROM extract_details($1)`;

export interface ExportRow {
  id: string;
  kind: ExportKind;
  purpose: string;
  tier: string | null;
  filter: Record<string, unknown> | null;
  /** Whose acts, and the acts of which agency, are asked for of the audit. */
  filter_user: string | null;
  filter_agency: string | null;
  people: number | null;
  status: ExportStatus;
  requested_by_id: string;
  requested_by: string;
  agency_id: string;
  agency: string;
  requested_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  decision_reason: string | null;
  expires_at: Date;
  downloads: number;
  rows_given: number | null;
  detail: number | null;
  least_group: number | null;
  alone_share: number | null;
  withheld_share: number | null;
  version: number;
}

const EXPORT = `
  SELECT e.id, e.kind, e.purpose, e.tier, e.people, e.filter, fu.display_name AS filter_user, fa.name AS filter_agency, e.status, e.requested_by AS requested_by_id, u.display_name AS requested_by,
         e.agency_id, g.name AS agency, e.requested_at, d.display_name AS decided_by, e.decided_at, e.decision_reason, e.expires_at,
         e.downloads, e.rows_given, e.detail, e.least_group, e.alone_share, e.withheld_share, e.version
    FROM exports e JOIN users u ON u.id = e.requested_by JOIN agencies g ON g.id = e.agency_id LEFT JOIN users d ON d.id = e.decided_by
    LEFT JOIN users fu ON fu.id = (e.filter->>'userId')::uuid LEFT JOIN agencies fa ON fa.id = (e.filter->>'agencyId')::uuid`;

/** The actor's own, and those they may decide: the newest hundred. */
export const exportsInSight = (actor: Actor): Statement => ({
  name: 'exports',
  text: `${EXPORT} WHERE e.requested_by = $1 OR $2 OR $3 AND e.kind = 'cases' AND e.agency_id = $4
          ORDER BY e.requested_at DESC, e.id DESC LIMIT 100`,
  values: [actor.userId, actor.roles.includes('governance'), actor.roles.includes('manager'), actor.agencyId],
});

export const exportById = (id: string): Statement => ({
  name: 'export',
  text: `${EXPORT} WHERE e.id = $1`,
  values: [id],
});
