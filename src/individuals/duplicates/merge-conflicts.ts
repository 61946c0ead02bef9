import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export const CONFLICTS = [
  'plan',
  'lead_professional',
  'plan_owner',
  'cohort',
  'custody',
  'corporate_parenting',
  'family',
  'name',
  'date_of_birth',
] as const;
export type MergeConflict = (typeof CONFLICTS)[number];
export type Stands = 'survivor' | 'merged';

export interface ConflictRow {
  kind: MergeConflict;
  ours: string;
  theirs: string;
}

/**
 * What cannot stand twice, with a word for each side: two open plans (with their schedules), two current leads or owners, two
 * periods or statuses of one time, two families, two names, two dates of birth. Somebody chooses each; nothing is chosen silently.
 */
export const mergeConflicts = (survivorId: string, mergedId: string): Statement => ({
  name: 'merge-conflicts',
  text: `
    SELECT 'plan' AS kind, 'Plan ' || replace(a.status, '_', ' ') || ', begun ' || ${inWords(inLondon('a.created_at'))} AS ours,
           'Plan ' || replace(b.status, '_', ' ') || ', begun ' || ${inWords(inLondon('b.created_at'))} AS theirs
      FROM plans a, plans b WHERE a.individual_id = $1 AND b.individual_id = $2 AND a.status <> 'closed' AND b.status <> 'closed'
    UNION ALL
    SELECT a.kind, ${holder('u')}, ${holder('v')} FROM assignments a JOIN users u ON u.id = a.user_id, assignments b JOIN users v ON v.id = b.user_id
     WHERE a.individual_id = $1 AND b.individual_id = $2 AND a.kind = b.kind AND a.kind <> 'practitioner' AND a.ended_at IS NULL AND b.ended_at IS NULL
       AND a.user_id <> b.user_id
    UNION ALL
    SELECT 'cohort', string_agg(DISTINCT ${period('a')}, '; '), string_agg(DISTINCT ${period('b')}, '; ')
      FROM cohort_memberships a, cohort_memberships b WHERE a.individual_id = $1 AND b.individual_id = $2
       AND a.set_aside_by IS NULL AND b.set_aside_by IS NULL AND daterange(a.started_on, a.ended_on, '[)') && daterange(b.started_on, b.ended_on, '[)')
    HAVING count(*) > 0
    UNION ALL
    SELECT a.kind, string_agg(DISTINCT replace(a.status, '_', ' '), ', '), string_agg(DISTINCT replace(b.status, '_', ' '), ', ')
      FROM individual_statuses a JOIN individual_statuses b ON b.kind = a.kind AND b.individual_id = $2 AND b.withdrawn_at IS NULL
       AND daterange(a.from_on, a.until_on, '[)') && daterange(b.from_on, b.until_on, '[)')
     WHERE a.individual_id = $1 AND a.withdrawn_at IS NULL AND a.kind <> 'legal' GROUP BY a.kind
    UNION ALL
    SELECT 'family', 'The family recorded with this record', 'The family recorded with this record' FROM family_members a, family_members b
     WHERE a.individual_id = $1 AND b.individual_id = $2 AND a.left_at IS NULL AND b.left_at IS NULL AND a.family_id <> b.family_id
    UNION ALL
    SELECT 'name', a.given_name || ' ' || a.family_name, b.given_name || ' ' || b.family_name FROM individuals a, individuals b
     WHERE a.id = $1 AND b.id = $2 AND (a.given_name, a.family_name) <> (b.given_name, b.family_name)
    UNION ALL
    SELECT 'date_of_birth', ${inWords('a.date_of_birth')}, ${inWords('b.date_of_birth')} FROM individuals a, individuals b
     WHERE a.id = $1 AND b.id = $2 AND a.date_of_birth <> b.date_of_birth`,
  values: [survivorId, mergedId],
});

/** "8 February 2026", as every page says a day. */
const inWords = (day: string): string => `to_char(${day}, 'FMDD FMMonth YYYY')`;
const inLondon = (instant: string): string => `${instant} AT TIME ZONE 'Europe/London'`;

function period(name: string): string {
  return `'In the cohort from ' || ${inWords(`${name}.started_on`)} || coalesce(' to ' || ${inWords(`${name}.ended_on`)}, '') || ', tier ' || ${name}.tier`;
}

/** Nobody chooses by mistake somebody who cannot sign in any more. */
function holder(name: string): string {
  return `${name}.display_name || CASE ${name}.status WHEN 'disabled' THEN ', whose account is disabled' ELSE '' END`;
}

export interface ReviewOfPlanRow {
  individual_id: string;
  due_on: Day;
  is_exempt: boolean;
}

/** The review of each of two open plans, of which one is about to end. */
export const reviewsOfBoth = (survivorId: string, mergedId: string): Statement => ({
  name: 'reviews-of-both-records',
  text: `SELECT individual_id, due_on, status = 'exempt' AS is_exempt FROM review_schedules
          WHERE individual_id = ANY ($1) AND status IN ('active','exempt')`,
  values: [[survivorId, mergedId]],
});
