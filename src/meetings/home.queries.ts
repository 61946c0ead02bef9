import type { AgencyKind } from '../agencies';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { PaperClocks } from './after/papers-due';
import type { AttendanceStatus } from './domain/quorum';

export interface PanelCountsRow {
  open: number;
  overdue: number;
  /** Plans that wait for the panel's approval, and transfers that wait for its decision. */
  plans: number;
  transfers: number;
  /** Referrals whose triage is late. */
  late_triage: number;
  /** The first of the actor's own actions that meetings made, by due day: an owner keeps the action when the record is out of sight. */
  mine: { id: string; description: string; reference: string | null; dueOn: Day }[];
}

/** So many of one's own actions stand on the home page; all of them on their own. */
const MOST_OF_MINE = 5;

/** The actor's own open actions that a meeting made, and what waits for a decision of the actor's panels. */
export const panelCounts = (actor: Actor, today: Day): Statement => ({
  name: 'panel-counts',
  text: `
    SELECT count(*)::integer AS open, count(*) FILTER (WHERE a.due_on < $2::date)::integer AS overdue,
           (SELECT count(*)::integer FROM plans p JOIN cohort_memberships c ON c.individual_id = p.individual_id AND c.ended_on IS NULL
             WHERE p.status = 'awaiting_panel' AND p.access_keys && $1::uuid[] AND c.panel_id = ANY ($1::uuid[])
               AND p.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])) AS plans,
           (SELECT count(*)::integer FROM case_transfers x JOIN individuals i ON i.id = x.individual_id AND i.access_keys && $1::uuid[]
              JOIN cohort_memberships c ON c.individual_id = x.individual_id AND c.ended_on IS NULL
             WHERE x.outcome IS NULL AND c.panel_id = ANY ($1::uuid[])
               AND x.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])) AS transfers,
           (SELECT count(*)::integer FROM referrals r WHERE r.status = 'awaiting_triage' AND r.triage_due_on < $2::date
               AND r.panel_id = ANY ($1::uuid[]) AND NOT is_lost_to_actor(r.individual_id)) AS late_triage,
           (SELECT coalesce(json_agg(json_build_object('id', f.id, 'description', f.description, 'reference', f.reference, 'dueOn', f.due_on)
                     ORDER BY f.due_on, f.id), '[]')
              FROM (SELECT x.id, x.description, (SELECT k.individual_reference FROM action_context(x.id) k) AS reference, x.due_on FROM actions x
                     WHERE x.owner_id = $3 AND x.status = 'open' AND x.made_in = 'meeting' AND x.access_keys && $1::uuid[]
                     ORDER BY x.due_on, x.id LIMIT ${MOST_OF_MINE}) f) AS mine
      FROM actions a WHERE a.owner_id = $3 AND a.status = 'open' AND a.made_in = 'meeting' AND a.access_keys && $1::uuid[]`,
  values: [actor.accessKeys, today, actor.userId],
});

export interface PackOwedRow {
  meeting_id: string;
  panel: string;
  held_on: Day;
  returns_days_before: number;
  agency: string;
  cases: number;
}

/** Of how many cases on each next agenda which expected agency has returned nothing yet; whoever owes most first. */
export const packsOwed = (actor: Actor, today: Day): Statement => ({
  name: 'packs-owed',
  text: `
    WITH coming AS MATERIALIZED (
      SELECT DISTINCT ON (x.panel_id) x.id, x.held_on, x.panel_id FROM meetings x
       WHERE x.panel_id = ANY ($1::uuid[]) AND x.status = 'planned' AND x.held_on >= $2::date ORDER BY x.panel_id, x.held_on
    ), returned AS MATERIALIZED (SELECT r.item_id, r.agency_id FROM agencies_returned(ARRAY(SELECT c.id FROM coming c)) r)
    SELECT m.id AS meeting_id, p.abbreviation AS panel, m.held_on, p.returns_days_before, a.name AS agency, count(t.id)::integer AS cases
      FROM coming m JOIN panels p ON p.id = m.panel_id
      JOIN panel_agencies e ON e.panel_id = p.id AND e.ended_at IS NULL JOIN agencies a ON a.id = e.agency_id
      JOIN meeting_items t ON t.meeting_id = m.id AND t.status = 'listed' AND t.taken_off_on IS NULL
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
     WHERE t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
       AND NOT EXISTS (SELECT 1 FROM returned r WHERE r.item_id = t.id AND r.agency_id = e.agency_id)
     GROUP BY m.id, m.held_on, p.abbreviation, p.returns_days_before, a.id, a.name ORDER BY m.held_on, m.id, count(t.id) DESC, a.name, a.id`,
  values: [actor.accessKeys, today],
});

export interface ComingSeatRow {
  meeting_id: string;
  panel: string;
  held_on: Day;
  quorum_kinds: AgencyKind[];
  agency_kind: AgencyKind | null;
  status: AttendanceStatus | null;
}

/** Who is expected at the next meeting of each of the actor's panels, one row a seat. */
export const comingSeats = (actor: Actor, today: Day): Statement => ({
  name: 'coming-seats',
  text: `
    SELECT m.id AS meeting_id, p.abbreviation AS panel, m.held_on, p.quorum_kinds, g.kind AS agency_kind, t.status
      FROM panels p
      JOIN LATERAL (SELECT x.id, x.held_on FROM meetings x WHERE x.panel_id = p.id AND x.status = 'planned' AND x.held_on >= $2::date
                     ORDER BY x.held_on LIMIT 1) m ON true
      LEFT JOIN panel_members s ON s.panel_id = p.id AND s.ended_at IS NULL
      LEFT JOIN users u ON u.id = s.user_id AND u.status = 'active' LEFT JOIN agencies g ON g.id = u.agency_id
      LEFT JOIN meeting_attendances t ON t.meeting_id = m.id AND t.user_id = u.id
     WHERE p.id = ANY ($1::uuid[]) ORDER BY m.held_on, m.id`,
  values: [actor.accessKeys, today],
});

export interface PaperOwedRow extends PaperClocks {
  id: string;
  panel: string;
  minutes_approved_at: Date | null;
  /** The panel has met since: the minutes should have been approved there. */
  has_met_since: boolean;
}

/** Closed meetings whose action list or minutes have not gone round, or whose minutes wait for approval. */
export const papersOwed = (actor: Actor): Statement => ({
  name: 'papers-owed',
  text: `
    SELECT m.id, p.abbreviation AS panel, m.held_on, m.closed_at, m.actions_issued_at, m.minutes_issued_at, m.minutes_approved_at, p.actions_within_hours,
           p.minutes_within_working_days, EXISTS (SELECT 1 FROM meetings l WHERE l.panel_id = m.panel_id AND l.status = 'held'
             AND l.held_on > m.held_on) AS has_met_since
      FROM meetings m JOIN panels p ON p.id = m.panel_id
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status = 'held' AND m.closed_at IS NOT NULL
       AND (m.actions_issued_at IS NULL OR m.minutes_issued_at IS NULL OR m.minutes_approved_at IS NULL)
     ORDER BY m.held_on, m.id LIMIT 20`,
  values: [actor.accessKeys],
});
