import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { Tier } from './tier';
import type { UrgentAccessRow } from './urgent-access';

/** The head of a case: what stands at the top of every page of it. */
export interface CaseHeaderRow extends UrgentAccessRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  aliases: string[];
  date_of_birth: Day | null;
  is_restricted: boolean;
  access_keys: string[];
  version: number;
  tier: Tier | null;
  strand: string | null;
  is_experiencing: boolean | null;
  is_perpetrating: boolean | null;
  in_cohort_since: Day | null;
  /** When they came into the cohort, or their plan was closed since: the next one is owed from then. */
  plan_owed_from: Day | null;
  left_cohort_on: Day | null;
  decision_due_on: Day | null;
  lead_professional: string | null;
  lead_professional_id: string | null;
  /** Their account ended, or they moved to another agency: it is to be handed over. */
  lead_has_gone: boolean | null;
  plan_owner: string | null;
  plan_owner_id: string | null;
  owner_has_gone: boolean | null;
  plan_id: string | null;
  plan_status: string | null;
  is_plan_returned: boolean;
  next_review_due_on: Day | null;
  /** Of a review that is exempt now: why, and its last day. */
  review_exempt_kind: string | null;
  review_exempt_until: Day | null;
}

/** One individual within the actor's sight, with who is responsible and what is next. */
export const caseHeader = (actor: Actor, individualId: string): Statement => ({
  name: 'case-header',
  text: `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, i.aliases, i.date_of_birth, i.is_restricted,
           i.access_keys, i.version, m.tier, m.strand, m.is_experiencing, m.is_perpetrating, 
           CASE WHEN m.id IS NOT NULL THEN (SELECT e.entered_on FROM cohort_entries e WHERE e.individual_id = i.id) END AS in_cohort_since,
           CASE WHEN m.id IS NOT NULL THEN greatest(
             (SELECT e.entered_on FROM cohort_entries e WHERE e.individual_id = i.id),
             (SELECT max((z.closed_at AT TIME ZONE 'Europe/London')::date) FROM plans z
               WHERE z.individual_id = i.id AND z.status = 'closed' AND z.current_edition IS NOT NULL)) END AS plan_owed_from,
           (SELECT max(x.ended_on) FROM standing_stays x WHERE x.individual_id = i.id) AS left_cohort_on,
           (SELECT min(w.due_on) FROM cohort_decisions_owed w WHERE w.individual_id = i.id) AS decision_due_on,
           lead.display_name AS lead_professional, lead.id AS lead_professional_id,
           lead.status <> 'active' OR lead.agency_id <> la.agency_id AS lead_has_gone,
           owner.display_name AS plan_owner, owner.id AS plan_owner_id,
           owner.status <> 'active' OR owner.agency_id <> oa.agency_id AS owner_has_gone,
           p.id AS plan_id, p.status AS plan_status, p.return_comment IS NOT NULL AS is_plan_returned,
           CASE WHEN s.status = 'active' THEN s.due_on END AS next_review_due_on,
           s.exempt_kind AS review_exempt_kind, s.exempt_until AS review_exempt_until,
           g.id AS break_glass_id, g.expires_at AS break_glass_until
      FROM individuals i
      LEFT JOIN break_glass_grants g ON g.individual_id = i.id AND g.id = ANY ($3::uuid[])
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
      LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
      LEFT JOIN users owner ON owner.id = oa.user_id
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status IN ('active','exempt')
     WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
  values: [individualId, actor.accessKeys, actor.openGrants ?? []],
});

/** Where the address of a merged record leads now; nothing for whoever does not see that record. */
export const MERGED_RECORD = 'SELECT i.id, i.reference FROM individuals i WHERE i.id = merged_record($1, NULL)';

export interface MergedRecordRow {
  id: string;
  reference: string;
}

export const mergedRecord = (individualId: string): Statement => ({
  name: 'merged-record',
  text: MERGED_RECORD,
  values: [individualId],
});
