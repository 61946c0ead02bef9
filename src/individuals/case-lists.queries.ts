import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { searchName } from './domain/search-name';
import type { Tier } from './tier';

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
  /** The last day of an exemption that lasts. */
  review_exempt_until: Day | null;
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

/** Of the year before and after every review: where a list that starts, starts. */
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;

/** The part of cases_by_key of one key after another, each read in order and no further than the page. */
const OF_EACH_KEY = `
      SELECT DISTINCT p.sort_on, p.individual_id
        FROM unnest($1::uuid[]) k(id)
        CROSS JOIN LATERAL (SELECT c.sort_on, c.individual_id FROM cases_by_key c
                             WHERE c.access_key = k.id AND c.is_listed AND (c.sort_on, c.individual_id) > ($3::date, $4::uuid)
                             ORDER BY c.sort_on, c.individual_id LIMIT $5) p
       ORDER BY p.sort_on, p.individual_id LIMIT $5`;

const OF_MINE = `
      SELECT DISTINCT c.sort_on, c.individual_id
        FROM assignments a JOIN cases_by_key c ON c.individual_id = a.individual_id
       WHERE a.user_id = $2 AND a.ended_at IS NULL AND c.access_key = ANY ($1::uuid[]) AND c.is_listed
         AND (c.sort_on, c.individual_id) > ($3::date, $4::uuid)
       ORDER BY c.sort_on, c.individual_id LIMIT $5`;

// Who left the cohort is found by looking for them, and is on no list of work.
const OF_FOUND = 'SELECT f.sort_on, f.individual_id FROM cases_found($6, $7, $8, $3, $4, $5) f';

const OF_ALIKE = 'SELECT f.sort_on, f.individual_id, f.likeness FROM cases_alike($3, $4, $5) f';

/** A page of the list first, and only then all that is shown of each case on it. */
const shown = (page: string, order = 'page.sort_on'): string => `
    SELECT i.id, i.reference, i.given_name, i.family_name, i.preferred_name, i.date_of_birth, m.tier,
           (SELECT string_agg(a.kind, ',' ORDER BY a.kind) FROM assignments a
             WHERE a.individual_id = i.id AND a.user_id = $2 AND a.ended_at IS NULL) AS my_part,
           p.status AS plan_status, p.return_comment IS NOT NULL AS is_returned,
           (SELECT max(c.screened_on) FROM screenings c WHERE c.individual_id = i.id) AS screened_on,
           CASE WHEN s.status = 'active' THEN s.due_on END AS next_review_due_on, s.exempt_until AS review_exempt_until, lead.display_name AS lead_professional, owner.display_name AS plan_owner,
           page.sort_on
      FROM (${page}) page
      JOIN individuals i ON i.id = page.individual_id AND i.access_keys && $1::uuid[]
      LEFT JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
      LEFT JOIN assignments la ON la.individual_id = i.id AND la.kind = 'lead_professional' AND la.ended_at IS NULL
      LEFT JOIN users lead ON lead.id = la.user_id
      LEFT JOIN assignments oa ON oa.individual_id = i.id AND oa.kind = 'plan_owner' AND oa.ended_at IS NULL
      LEFT JOIN users owner ON owner.id = oa.user_id
      LEFT JOIN plans p ON p.individual_id = i.id AND p.status <> 'closed'
      LEFT JOIN review_schedules s ON s.plan_id = p.id AND s.status IN ('active','exempt')
     ORDER BY ${order}, page.individual_id`;

const ALL = shown(OF_EACH_KEY);
const MINE = shown(OF_MINE);
const FOUND = shown(OF_FOUND);
const ALIKE = shown(OF_ALIKE, 'page.likeness DESC');

/** So many names that are only like the one that was typed. */
const MOST_ALIKE = 10;

/** Cases within the actor's sight, what is due first at the top. */
export function cases(actor: Actor, filter: CaseFilter): Statement {
  const [sortOn, id] = filter.after ?? FIRST;
  const values = [actor.accessKeys, actor.userId, sortOn ?? FIRST[0], id ?? FIRST[1], filter.limit + 1];
  const search = searchName(filter.search);
  if (search !== '') {
    return {
      name: 'cases-found',
      text: FOUND,
      values: [...values, search, filter.search.trim().toUpperCase(), filter.onlyMine],
    };
  }
  return filter.onlyMine
    ? { name: 'cases-mine', isPlannedOnce: true, text: MINE, values }
    : { name: 'cases', text: ALL, values };
}

/** Cases within the actor's sight whose names are spelled or sound like what was typed and do not contain it, the most alike first. */
export function casesAlike(actor: Actor, { search, onlyMine }: Pick<CaseFilter, 'search' | 'onlyMine'>): Statement {
  return {
    name: 'cases-alike',
    text: ALIKE,
    values: [actor.accessKeys, actor.userId, searchName(search), onlyMine, MOST_ALIKE],
  };
}

/** Names are like another name from three letters on; a reference is itself or nothing. */
export const hasNamesAlike = ({ search, after }: Pick<CaseFilter, 'search' | 'after'>): boolean =>
  after === undefined && searchName(search).length >= 3 && !/\d/.test(search);
