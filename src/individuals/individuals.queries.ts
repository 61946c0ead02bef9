import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { searchName } from './domain/search-name';
import type { Tier } from './tier';

/** The head of a case: what stands at the top of every page of it. */
export interface CaseHeaderRow {
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
  left_cohort_on: Day | null;
  lead_professional: string | null;
  lead_professional_id: string | null;
  plan_owner: string | null;
  plan_owner_id: string | null;
  plan_id: string | null;
  plan_status: string | null;
  is_plan_returned: boolean;
  next_review_due_on: Day | null;
  break_glass_id: string | null;
  break_glass_until: Date | null;
}

/** One individual within the actor's sight, with who is responsible and what is next. */
export const caseHeader = (actor: Actor, individualId: string): Statement => ({
  name: 'case-header',
  text: `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, i.aliases, i.date_of_birth, i.is_restricted,
           i.access_keys, i.version, m.tier, m.strand, m.is_experiencing, m.is_perpetrating, m.started_on AS in_cohort_since,
           (SELECT max(x.ended_on) FROM cohort_memberships x WHERE x.individual_id = i.id) AS left_cohort_on,
           lead.display_name AS lead_professional, lead.id AS lead_professional_id,
           owner.display_name AS plan_owner, owner.id AS plan_owner_id,
           p.id AS plan_id, p.status AS plan_status, p.return_comment IS NOT NULL AS is_plan_returned, s.due_on AS next_review_due_on,
           g.id AS break_glass_id, g.expires_at AS break_glass_until
      FROM individuals i
      LEFT JOIN break_glass_grants g ON g.individual_id = i.id AND g.id = ANY ($3::uuid[])
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
      LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
      LEFT JOIN users owner ON owner.id = oa.user_id
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
     WHERE i.id = $1 AND i.access_keys && $2::uuid[]`,
  values: [individualId, actor.accessKeys, actor.openGrants ?? []],
});

export interface MyCaseRow {
  id: string;
  reference: string;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  date_of_birth: Day | null;
  tier: Tier | null;
  my_part: string | null;
  plan_status: string | null;
  /** A manager sent the plan back, and nobody has sent it again. */
  is_returned: boolean;
  screened_on: Day | null;
  next_review_due_on: Day | null;
  lead_professional: string | null;
  plan_owner: string | null;
  sort_on: Day;
}

export interface CaseFilter {
  /** Part of a name or a reference, as typed. */
  search: string;
  /** Only cases where the actor has a current assignment. */
  onlyMine: boolean;
  after?: (string | null)[];
  limit: number;
}

/**
 * Where a case without a date stands: after those with one, the highest tier first, and last whoever left the cohort.
 * Days of a year nobody plans for, so that one column sorts the whole list and its pages.
 */
const UNDATED = `CASE m.tier WHEN 'critical' THEN date '9999-01-01' WHEN 'high' THEN date '9999-01-02'
               WHEN 'medium' THEN date '9999-01-03' WHEN 'monitoring' THEN date '9999-01-04'
               ELSE CASE WHEN EXISTS (SELECT 1 FROM cohort_memberships x WHERE x.individual_id = i.id)
                         THEN date '9999-01-06' ELSE date '9999-01-05' END END`;

/** Cases within the actor's sight, what is due first at the top. */
export const cases = (actor: Actor, filter: CaseFilter): Statement => ({
  name: 'cases',
  text: `
    SELECT * FROM (
      SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, i.date_of_birth, m.tier,
             (SELECT string_agg(a.kind, ',' ORDER BY a.kind) FROM assignments a
               WHERE a.individual_id = i.id AND a.user_id = $2 AND a.ended_at IS NULL) AS my_part,
             p.status AS plan_status, p.return_comment IS NOT NULL AS is_returned,
             (SELECT max(c.screened_on) FROM screenings c WHERE c.individual_id = i.id) AS screened_on,
             s.due_on AS next_review_due_on, lead.display_name AS lead_professional, owner.display_name AS plan_owner,
             coalesce(s.due_on, ${UNDATED}) AS sort_on
        FROM individuals i
        LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
        LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
        LEFT JOIN users lead ON lead.id = la.user_id
        LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
        LEFT JOIN users owner ON owner.id = oa.user_id
        LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
        LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status = 'active'
       WHERE i.access_keys && $1::uuid[]
         -- Who left the cohort is found by looking for them, and is on no list of work.
         AND ($3 <> '' OR m.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM cohort_memberships x WHERE x.individual_id = i.id))
         AND ($3 = '' OR i.search_name LIKE '%' || $3 || '%' OR i.reference = upper($4))
    ) c
     WHERE (NOT $5 OR my_part IS NOT NULL)
       AND ($6::date IS NULL OR (sort_on, id) > ($6::date, $7::uuid))
     ORDER BY sort_on, id
     LIMIT $8`,
  values: [
    actor.accessKeys,
    actor.userId,
    searchName(filter.search),
    filter.search.trim(),
    filter.onlyMine,
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit + 1,
  ],
});
