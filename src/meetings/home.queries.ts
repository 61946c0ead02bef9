import type { AgencyKind } from '../agencies';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { AttendanceStatus } from './domain/quorum';

export interface OwnActionsRow {
  open: number;
  overdue: number;
}

/** The actor's own open actions that a meeting made. */
export const ownMeetingActions = (actor: Actor, today: Day): Statement => ({
  name: 'own-meeting-actions',
  text: `
    SELECT count(*)::integer AS open, count(*) FILTER (WHERE a.due_on < $2::date)::integer AS overdue
      FROM actions a WHERE a.owner_id = $3 AND a.status = 'open' AND a.made_in = 'meeting' AND a.access_keys && $1::uuid[]`,
  values: [actor.accessKeys, today, actor.userId],
});

export interface ComingSeatRow {
  meeting_id: string;
  held_on: Day;
  quorum_kinds: AgencyKind[];
  agency_kind: AgencyKind | null;
  status: AttendanceStatus | null;
}

/** Who is expected at the next meeting of each of the actor's panels, one row a seat. */
export const comingSeats = (actor: Actor, today: Day): Statement => ({
  name: 'coming-seats',
  text: `
    SELECT m.id AS meeting_id, m.held_on, p.quorum_kinds, g.kind AS agency_kind, t.status
      FROM panels p
      JOIN LATERAL (SELECT x.id, x.held_on FROM meetings x WHERE x.panel_id = p.id AND x.status = 'planned' AND x.held_on >= $2::date
                     ORDER BY x.held_on LIMIT 1) m ON true
      LEFT JOIN panel_members s ON s.panel_id = p.id AND s.ended_at IS NULL
      LEFT JOIN users u ON u.id = s.user_id AND u.status = 'active' LEFT JOIN agencies g ON g.id = u.agency_id
      LEFT JOIN meeting_attendances t ON t.meeting_id = m.id AND t.user_id = u.id
     WHERE p.id = ANY ($1::uuid[]) ORDER BY m.held_on, m.id`,
  values: [actor.accessKeys, today],
});

export interface PaperOwedRow {
  id: string;
  panel: string;
  held_on: Day;
  closed_at: Date;
  actions_issued_at: Date | null;
  minutes_issued_at: Date | null;
  actions_within_hours: number;
  minutes_within_working_days: number;
}

/** Closed meetings whose action list or minutes have not gone round. */
export const papersOwed = (actor: Actor): Statement => ({
  name: 'papers-owed',
  text: `
    SELECT m.id, p.name AS panel, m.held_on, m.closed_at, m.actions_issued_at, m.minutes_issued_at, p.actions_within_hours,
           p.minutes_within_working_days
      FROM meetings m JOIN panels p ON p.id = m.panel_id
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status = 'held' AND m.closed_at IS NOT NULL
       AND (m.actions_issued_at IS NULL OR m.minutes_issued_at IS NULL) ORDER BY m.held_on LIMIT 20`,
  values: [actor.accessKeys],
});
