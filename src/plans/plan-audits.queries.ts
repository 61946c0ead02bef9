import { type Actor, hasRole } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { AuditAnswers, AuditGrade } from './domain/audit-tool';

export interface PlanAuditRow {
  id: string;
  planId: string;
  individualId: string;
  reference: string;
  name: string;
  edition: number;
  status: 'to_do' | 'done';
  answers: Partial<AuditAnswers>;
  grade: AuditGrade | null;
  strengths: string;
  findings: string;
  reAuditOn: Day | null;
  isReAudit: boolean;
  drawnBy: string;
  drawnAt: Date;
  auditedBy: string | null;
  auditedAt: Date | null;
  submittedBy: string | null;
  managerApprovedBy: string | null;
  approvedBy: string | null;
  accessKeys: string[];
  version: number;
}

/** The keys by which somebody audits: a manager's agency, the panel's for those who chair it, and one's own. Never a part in the case alone. */
export const auditKeys = (actor: Actor): string[] => [
  ...(hasRole(actor, 'manager') ? [actor.agencyId, actor.userId] : []),
  ...(hasRole(actor, 'panel_chair') ? actor.accessKeys.filter((key) => key !== actor.agencyId) : []),
];

const AUDITS = `
  SELECT a.id, a.plan_id AS "planId", a.individual_id AS "individualId", i.reference,
         coalesce(i.preferred_name, i.given_name) || ' ' || i.family_name AS name, a.edition, a.status, a.answers, a.grade,
         a.strengths, a.findings, a.re_audit_on AS "reAuditOn", a.re_audit_of IS NOT NULL AS "isReAudit",
         drawer.display_name AS "drawnBy", a.drawn_at AS "drawnAt", auditor.display_name AS "auditedBy", a.audited_at AS "auditedAt",
         p.submitted_by AS "submittedBy", p.manager_approved_by AS "managerApprovedBy", p.approved_by AS "approvedBy",
         i.access_keys AS "accessKeys", a.version
    FROM plan_audits a JOIN individuals i ON i.id = a.individual_id JOIN plans p ON p.id = a.plan_id
    JOIN users drawer ON drawer.id = a.drawn_by LEFT JOIN users auditor ON auditor.id = a.audited_by
   WHERE i.access_keys && $1::uuid[]`;

/**
 * Newest first, so many at the most: without those who left the cohort, who are on no list of work, and without what would still be
 * to do about a plan that is closed.
 */
export const planAudits = (actor: Actor, after: string | null, limit: number): Statement => ({
  name: 'plan-audits',
  text: `${AUDITS} AND NOT has_left_cohort(i.id) AND (a.status = 'done' OR p.status <> 'closed')
           AND ($2::uuid IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3`,
  values: [auditKeys(actor), after, limit + 1],
});

export const onePlanAudit = (actor: Actor, id: string): Statement => ({
  name: 'plan-audit',
  text: `${AUDITS} AND a.id = $2`,
  values: [auditKeys(actor), id],
});

/** What the newest finished audit of a plan found. Whoever works the case reads it too: the caller asks the right. */
export const lastPlanAudit = (actor: Actor, planId: string): Statement => ({
  name: 'plan-audit-last',
  text: `${AUDITS} AND a.plan_id = $2 AND a.status = 'done' ORDER BY a.audited_at DESC, a.id DESC LIMIT 1`,
  values: [actor.accessKeys, planId],
});

export interface DrawnRow {
  planId: string;
  individualId: string;
  edition: number;
  reAuditOf: string | null;
}

/**
 * Plans for a sample: those whose second look is due first, then by lot among live plans that were not audited within a year. The
 * lot is md5(plan, sample), so that anybody can draw it again. $1 keys, $2 the sample's id, $3 the day, $4 how many, $5 the drawer:
 * nobody audits what they sent or approved.
 */
export const DRAW_SAMPLE = `
  SELECT p.id AS "planId", p.individual_id AS "individualId", p.current_edition AS edition, due.id AS "reAuditOf"
    FROM plans p
    LEFT JOIN LATERAL (SELECT a.id FROM plan_audits a WHERE a.plan_id = p.id AND a.status = 'done' AND a.re_audit_on <= $3::date
                          AND NOT EXISTS (SELECT 1 FROM plan_audits b WHERE b.re_audit_of = a.id) ORDER BY a.re_audit_on LIMIT 1) due ON true
   WHERE p.status = 'live' AND p.current_edition IS NOT NULL AND p.access_keys && $1::uuid[]
     AND $5::uuid IS DISTINCT FROM p.submitted_by AND $5::uuid IS DISTINCT FROM p.approved_by
     AND $5::uuid IS DISTINCT FROM p.manager_approved_by
     AND NOT EXISTS (SELECT 1 FROM plan_audits t WHERE t.plan_id = p.id AND t.status = 'to_do')
     AND (due.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM plan_audits r WHERE r.plan_id = p.id
                                               AND r.audited_at > $3::date - interval '1 year'))
   ORDER BY due.id IS NULL, md5(p.id::text || $2::text) LIMIT $4`;
