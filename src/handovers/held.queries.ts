import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { LONG_ABSENCE_DAYS } from '../users';
import type { HeldKind } from './domain/held';
import type { GoneReason } from './handover-words';

export interface HeldRow {
  kind: HeldKind;
  thing_id: string;
  version: number;
  holder_id: string;
  holder: string;
  agency_id: string;
  agency: string;
  agency_kind: string;
  holder_roles: string[];
  individual_id: string | null;
  reference: string | null;
  given_name: string | null;
  family_name: string | null;
  preferred_name: string | null;
  is_restricted: boolean;
  access_keys: string[];
  panel_id: string | null;
  /** The action, or the panel. */
  about: string | null;
  due_on: Day | null;
  visibility: string;
  visible_to: string[];
  plan_status: string | null;
  review_due_on: Day | null;
  gone: GoneReason | null;
  /** Not at work today, be it for a day. */
  is_away: boolean;
  /** In the cohort now, or with a plan that is not closed: work to be done. True of a seat. */
  is_open_case: boolean;
}

export interface HeldFilter {
  today: Day;
  /** Only what this person holds. */
  holderId?: string | null;
  /** Only who answers for these cases (lead professional and plan owner). */
  individualIds?: string[] | null;
  /** Only these actions. */
  actionIds?: string[] | null;
  /** Only what is held by somebody who is gone. */
  onlyGone?: boolean;
}

const CASE = `i.id AS individual_id, i.reference, i.given_name, i.family_name, i.preferred_name, i.is_restricted, i.access_keys`;

/** What somebody has to work on: a person in the cohort, or whose plan is not closed. */
const isOpenCase = (individual: string): string => `(
    EXISTS (SELECT 1 FROM cohort_memberships om WHERE om.individual_id = ${individual} AND om.ended_on IS NULL)
    OR EXISTS (SELECT 1 FROM plans op WHERE op.individual_id = ${individual} AND op.status <> 'closed'))`;

const worksCases = (of: string): string => `${of}roles && ARRAY['practitioner','manager','panel_member','panel_chair']`;

/** Who may be gone, by the index of migration 590: the reasons below, asked of the account alone. */
const PERHAPS_GONE = `status <> 'active' OR has_moved_agency OR NOT ${worksCases('')}`;

/** A fence: the planner takes a manager's sight for a dozen people, and would begin with all of it. */
const heldBy = (onlyGone: boolean, table: string, holder: string, isOpen: string): string =>
  onlyGone
    ? `(SELECT x.* FROM perhaps_gone g JOIN ${table} x ON x.${holder} = g.id WHERE x.${isOpen} OFFSET 0)`
    : table;

/**
 * Everything held within the actor's sight. An open grant of urgent access is no sight here: it reads one record, and
 * hands nothing on. $1 keys, $2 and $3 who may read an action, $4 today, $5 holder, $6 cases, $7 actions.
 * Of who is gone alone, it begins with the few accounts that may be: an agency holds tens of thousands of things.
 */
const heldSql = (onlyGone: boolean): string => `
  WITH absent AS (
    SELECT s.user_id, s.ends_on IS NULL OR s.ends_on > $4::date + ${LONG_ABSENCE_DAYS} AS is_long FROM absent_on($4::date) s
  ), perhaps_gone AS MATERIALIZED (
    SELECT id FROM users WHERE ${PERHAPS_GONE} UNION SELECT user_id FROM absent WHERE is_long
  ), held AS (
    SELECT a.kind, a.id AS thing_id, a.version, a.user_id AS holder_id, a.agency_id, ${CASE}, NULL::uuid AS panel_id,
           NULL AS about, NULL::date AS due_on, 'all_agencies' AS visibility, '{}'::uuid[] AS visible_to
      FROM ${heldBy(onlyGone, 'assignments', 'user_id', 'ended_at IS NULL')} a
      JOIN individuals i ON i.id = a.individual_id AND i.access_keys && $1::uuid[]
     WHERE a.ended_at IS NULL AND $7::uuid[] IS NULL AND ($5::uuid IS NULL OR a.user_id = $5)
       AND ($6::uuid[] IS NULL OR (a.individual_id = ANY ($6) AND a.kind <> 'practitioner'))
    UNION ALL
    SELECT 'action', t.id, t.version, t.owner_id, t.owner_agency_id, ${CASE}, NULL, t.description, t.due_on, t.visibility, t.visible_to
      FROM ${heldBy(onlyGone, 'actions', 'owner_id', "status = 'open'")} t
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
     WHERE t.status = 'open' AND ${readableItem('t', '$2', '$3')} AND $6::uuid[] IS NULL AND ($5::uuid IS NULL OR t.owner_id = $5)
       AND ($7::uuid[] IS NULL OR t.id = ANY ($7))
    UNION ALL
    SELECT 'panel_seat', m.id, 1, m.user_id, u.agency_id, NULL, NULL, NULL, NULL, NULL, false, ARRAY[m.panel_id], m.panel_id,
           p.name, NULL, 'all_agencies', '{}'
      FROM ${heldBy(onlyGone, 'panel_members', 'user_id', 'ended_at IS NULL')} m JOIN users u ON u.id = m.user_id JOIN panels p ON p.id = m.panel_id
     WHERE m.ended_at IS NULL AND m.panel_id = ANY ($1::uuid[]) AND coalesce($6::uuid[], $7) IS NULL AND ($5::uuid IS NULL OR m.user_id = $5)
  ), said AS (
    SELECT h.*, u.display_name AS holder, u.roles AS holder_roles, g.name AS agency, g.kind AS agency_kind,
           CASE WHEN u.status <> 'active' THEN 'account_ended'
                WHEN u.agency_id <> h.agency_id THEN 'left_agency'
                WHEN u.id IN (SELECT user_id FROM absent WHERE is_long) THEN 'long_absence'
                WHEN NOT ${worksCases('u.')} THEN 'no_role' END AS gone,
           u.id IN (SELECT user_id FROM absent) AS is_away
      FROM held h JOIN users u ON u.id = h.holder_id JOIN agencies g ON g.id = h.agency_id
  )
  SELECT s.*, pl.status AS plan_status, rs.due_on AS review_due_on, s.individual_id IS NULL OR ${isOpenCase('s.individual_id')} AS is_open_case
    FROM said s
    LEFT JOIN plans pl ON pl.individual_id = s.individual_id AND pl.status <> 'closed' AND s.kind IN ('plan_owner','lead_professional')
    LEFT JOIN review_schedules rs ON rs.plan_id = pl.id AND rs.status = 'active'
   ${onlyGone ? 'WHERE s.gone IS NOT NULL' : ''}
   ORDER BY s.reference NULLS FIRST, array_position(ARRAY['lead_professional','plan_owner','practitioner','action','panel_seat'], s.kind),
            s.due_on, s.thing_id`;

const HELD = heldSql(false);
const HELD_BY_GONE = heldSql(true);

export const heldThings = (actor: Actor, filter: HeldFilter): Statement => ({
  name: filter.onlyGone ? 'held-by-gone' : 'held-things',
  isPlannedOnce: filter.onlyGone,
  text: filter.onlyGone ? HELD_BY_GONE : HELD,
  values: [
    ownKeys(actor),
    visibilitiesFor(actor.agencyKind),
    actor.agencyId,
    filter.today,
    filter.holderId ?? null,
    filter.individualIds ?? null,
    filter.actionIds ?? null,
  ],
});

const ownKeys = (actor: Actor): string[] => actor.accessKeys.filter((key) => !(actor.openGrants ?? []).includes(key));

export interface CandidateRow {
  id: string;
  name: string;
  job_title: string | null;
  agency_id: string;
  agency_name: string;
  agency_kind: string;
  roles: string[];
  open_cases: number;
  worked_with: string[];
  on_cases: string[];
  panels: string[];
  takes_mail: boolean;
  /** The first day of these four weeks on which they are away; null when none is. */
  away_from: Day | null;
  away_until: Day | null;
}

/** Whoever could hold one of these cases' things next: active, in a role that works cases; and who is away, or will be soon. */
export const candidates = (actor: Actor, individualIds: string[], today: Day): Statement => ({
  name: 'handover-candidates',
  text: `
    WITH parts AS (
      SELECT a.user_id, a.individual_id, a.agency_id, a.ended_at IS NULL AS is_open
        FROM assignments a JOIN individuals i ON i.id = a.individual_id AND i.access_keys && $1::uuid[]
    ), load AS (
      SELECT user_id, count(DISTINCT individual_id) AS open_cases FROM parts WHERE is_open AND ${isOpenCase('parts.individual_id')} GROUP BY user_id
    ), worked AS (
      SELECT user_id, array_agg(DISTINCT individual_id) AS cases FROM (
        SELECT user_id, individual_id FROM parts WHERE individual_id = ANY ($2::uuid[])
        UNION SELECT t.owner_id, t.individual_id FROM actions t WHERE t.individual_id = ANY ($2::uuid[]) AND t.access_keys && $1::uuid[]
      ) w GROUP BY user_id
    ), present AS (
      -- A part that somebody took with them to another agency opens nothing, and makes nobody a partner on the case.
      SELECT p.user_id, array_agg(DISTINCT p.individual_id) AS cases FROM parts p JOIN users u ON u.id = p.user_id AND u.agency_id = p.agency_id
       WHERE p.is_open AND p.individual_id = ANY ($2::uuid[]) GROUP BY p.user_id
    ), soon AS (
      SELECT DISTINCT ON (s.user_id) s.user_id, day AS away_from, s.ends_on AS away_until
        FROM generate_series(0, ${LONG_ABSENCE_DAYS}) n, LATERAL (SELECT $3::date + n AS day) d, absent_on(day) s
       ORDER BY s.user_id, s.ends_on IS NULL OR s.ends_on > day + ${LONG_ABSENCE_DAYS} DESC, day
    )
    SELECT u.id, u.display_name AS name, u.job_title, u.agency_id, g.name AS agency_name, g.kind AS agency_kind, u.roles,
           coalesce(l.open_cases, 0)::integer AS open_cases, coalesce(w.cases, '{}') AS worked_with,
           coalesce(p.cases, '{}') AS on_cases,
           ARRAY(SELECT m.panel_id FROM panel_members m WHERE m.user_id = u.id AND m.ended_at IS NULL) AS panels,
           u.id NOT IN (SELECT r.user_id FROM mail_refused() r) AS takes_mail, s.away_from, s.away_until
      FROM users u JOIN agencies g ON g.id = u.agency_id AND g.is_active
      LEFT JOIN load l ON l.user_id = u.id LEFT JOIN worked w ON w.user_id = u.id LEFT JOIN present p ON p.user_id = u.id
      LEFT JOIN soon s ON s.user_id = u.id
     WHERE u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']
     ORDER BY u.display_name, u.id`,
  values: [ownKeys(actor), individualIds, today],
});
