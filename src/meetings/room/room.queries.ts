import type { AgencyKind } from '../../agencies';
import { readableItem, visibilitiesFor } from '../../notes';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { PaperClocks } from '../after/papers-due';
import type { AttendanceStatus } from '../domain/quorum';

export interface RoomRow {
  id: string;
  version: number;
  started_at: Date | null;
  statement_read_at: Date | null;
  closed_at: Date | null;
  minutes_approved_at: Date | null;
  chair_id: string | null;
  chair: string | null;
  minute_taker_id: string | null;
  minute_taker: string | null;
  statement: string | null;
  quorum_kinds: AgencyKind[];
  decisions: string[];
  meeting_minutes: number;
}

/** What the room of a meeting goes by, within the actor's panels. */
export const roomOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'room-of-meeting',
  text: `
    SELECT m.id, m.version, m.started_at, m.statement_read_at, m.closed_at, m.minutes_approved_at, m.chair_id,
           c.display_name AS chair, m.minute_taker_id, t.display_name AS minute_taker, p.confidentiality_statement AS statement,
           p.quorum_kinds, p.decisions, p.meeting_minutes
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      LEFT JOIN users c ON c.id = m.chair_id LEFT JOIN users t ON t.id = m.minute_taker_id
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId],
});

export interface AttenderRow {
  user_id: string;
  name: string;
  job_title: string | null;
  is_chair: boolean;
  is_deputy: boolean;
  agency_id: string;
  agency: string;
  agency_kind: AgencyKind;
  /** Null: nobody has said yet. */
  status: AttendanceStatus | null;
  accepted_at: Date | null;
  /** What is right, where it was corrected after the closing. */
  corrected_to: AttendanceStatus | null;
  /** Their seat ended before the meeting was over: since then they count for no quorum. */
  has_lost_seat: boolean;
}

/** Everybody with a seat, and whoever was recorded though the seat has ended since, by agency. */
export const attendersOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'attenders-of-meeting',
  text: `
    SELECT u.id AS user_id, u.display_name AS name, u.job_title, 'panel_chair' = ANY (u.roles) AS is_chair,
           coalesce(s.is_deputy, false) AS is_deputy, g.id AS agency_id, g.name AS agency, g.kind AS agency_kind, a.status, a.accepted_at, c.status AS corrected_to,
           NOT EXISTS (SELECT 1 FROM panel_members v WHERE v.panel_id = m.panel_id AND v.user_id = u.id
                          AND coalesce(v.ended_at, 'infinity') >= coalesce(m.closed_at, 'infinity')) AS has_lost_seat
      FROM meetings m
      JOIN users u ON u.id IN (SELECT x.user_id FROM panel_members x WHERE x.panel_id = m.panel_id AND x.ended_at IS NULL
                               UNION SELECT y.user_id FROM meeting_attendances y WHERE y.meeting_id = m.id
                               UNION SELECT z.user_id FROM meeting_attendance_corrections z WHERE z.meeting_id = m.id)
      LEFT JOIN panel_members s ON s.panel_id = m.panel_id AND s.user_id = u.id AND s.ended_at IS NULL
      LEFT JOIN meeting_attendances a ON a.meeting_id = m.id AND a.user_id = u.id
      LEFT JOIN LATERAL (SELECT z.status, z.agency_id FROM meeting_attendance_corrections z WHERE z.meeting_id = m.id AND z.user_id = u.id
                          ORDER BY z.corrected_at DESC, z.id DESC LIMIT 1) c ON true
      JOIN agencies g ON g.id = coalesce(a.agency_id, c.agency_id, u.agency_id)
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]
       AND (a.id IS NOT NULL OR c.status IS NOT NULL OR (u.status = 'active' AND u.roles && ARRAY['panel_member','panel_chair']))
     ORDER BY g.name, is_deputy, u.display_name, u.id`,
  values: [actor.accessKeys, meetingId],
});

export interface ExpectedRow {
  agency_id: string;
  agency: string;
  agency_kind: AgencyKind;
}

/** The agencies the panel of this meeting expects at its table. */
export const expectedAt = (actor: Actor, meetingId: string): Statement => ({
  name: 'agencies-expected-at-meeting',
  text: `
    SELECT a.id AS agency_id, a.name AS agency, a.kind AS agency_kind
      FROM meetings m JOIN panel_agencies e ON e.panel_id = m.panel_id AND e.ended_at IS NULL JOIN agencies a ON a.id = e.agency_id
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[] ORDER BY a.name, a.id`,
  values: [actor.accessKeys, meetingId],
});

export interface ConflictRow {
  id: string;
  item_id: string;
  position: number;
  reference: string;
  user: string;
  reason: string;
  version: number;
  ended_at: Date | null;
}

/** A conflict (`c`) that was in force while the meeting (`m`) was held, or was declared at it. */
const IN_FORCE = `(c.meeting_id = m.id OR (c.declared_at <= coalesce(m.closed_at, 'infinity')
  AND coalesce(c.ended_at, 'infinity') >= coalesce(m.started_at, (m.held_on + m.starts_at) AT TIME ZONE 'Europe/London')))`;

/**
 * The conflicts of interest in force while this meeting was held, in the cases of its agenda that the actor may see, never
 * the actor's own. Ended later, they stay in its minutes; declared later, they do not come into them.
 */
export const conflictsAt = (actor: Actor, meetingId: string): Statement => ({
  name: 'conflicts-at-meeting',
  text: `
    SELECT c.id, t.id AS item_id, n.number AS position, i.reference, u.display_name AS "user", c.reason, c.version, c.ended_at
      FROM meetings m JOIN meeting_items t ON t.meeting_id = m.id JOIN item_numbers(ARRAY[$2::uuid]) n ON n.item_id = t.id
      JOIN panel_conflicts c ON c.individual_id = t.individual_id AND c.panel_id = t.panel_id AND ${IN_FORCE}
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
      JOIN users u ON u.id = c.user_id
     WHERE m.id = $2 AND ARRAY[t.panel_id] && $1::uuid[] AND c.user_id <> $3 AND t.taken_off_on IS NULL
       AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
     ORDER BY n.number, u.display_name, c.id`,
  values: [actor.accessKeys, meetingId, actor.userId],
});

export interface OwnConflictRow {
  id: string;
  declared_at: Date;
}

/** That the actor has a conflict of interest themselves, and since when; in which case, and what of it, they have lost. Of a restricted person not even that. */
export const ownConflictsAt = (actor: Actor, meetingId: string): Statement => ({
  name: 'own-conflicts-at-meeting',
  text: `
    SELECT c.id, c.declared_at FROM meetings m JOIN panel_conflicts c ON c.panel_id = m.panel_id AND ${IN_FORCE}
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[] AND c.user_id = $3 AND NOT is_restricted_from_actor(c.individual_id)
     ORDER BY c.declared_at, c.id`,
  values: [actor.accessKeys, meetingId, actor.userId],
});

export interface BusinessRow extends Omit<PaperClocks, 'closed_at'> {
  /** Actions of earlier meetings within the actor's sight that are open and were not answered for at this one. */
  unanswered: number;
  /** People of whom it is recorded whether they are there. */
  attendances: number;
  /** People recorded as present. */
  present: number;
  /** Of them, who have not accepted the confidentiality statement. */
  unaccepted: number;
  /** Referrals to the panel that wait for its triage, and the day of the oldest. */
  referrals: number;
  oldest_referral_on: Day | null;
  /** Accepted people about whom this panel is to decide and who are not on this agenda, within the actor's sight. */
  accepted: number;
  /** When this meeting was closed, from which its own papers are due. */
  closed_at: Date | null;
  /** The earliest meeting of before whose minutes are not approved, and when they went round. */
  minutes_waiting_id: string | null;
  minutes_waiting_on: Day | null;
  minutes_waiting_closed_at: Date | null;
  minutes_waiting_issued_at: Date | null;
  /** The earliest meeting of before whose action list never went round. */
  list_waiting_id: string | null;
  list_waiting_on: Day | null;
  list_waiting_closed_at: Date | null;
}

/** How far the order of business is before the cases. */
export const businessAt = (actor: Actor, meetingId: string): Statement => ({
  name: 'order-of-business-at-meeting',
  text: `
    SELECT (SELECT count(DISTINCT a.id)::integer
              FROM meetings o JOIN meeting_items t ON t.meeting_id = o.id
              JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
              JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = t.individual_id AND a.status = 'open'
             WHERE o.panel_id = m.panel_id AND o.held_on < m.held_on AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
               AND a.access_keys && $1::uuid[] AND (${readableItem('a', '$3', '$5')} OR a.owner_id = $4::uuid))
             + (SELECT count(*)::integer FROM outstanding_of_who_left(m.id) l WHERE l.status = 'open') AS unanswered,
           (SELECT count(*)::integer FROM meeting_attendances y WHERE y.meeting_id = m.id) AS attendances,
           (SELECT count(*)::integer FROM meeting_attendances y WHERE y.meeting_id = m.id AND y.status = 'present') AS present,
           (SELECT count(*)::integer FROM meeting_attendances y WHERE y.meeting_id = m.id AND y.status = 'present' AND y.accepted_at IS NULL) AS unaccepted,
           r.referrals, r.oldest_referral_on,
           (SELECT count(*)::integer FROM cohort_decisions_owed d JOIN individuals i ON i.id = d.individual_id AND i.access_keys && $1::uuid[]
             WHERE d.panel_id = m.panel_id AND NOT EXISTS (SELECT 1 FROM meeting_items t WHERE t.meeting_id = m.id
               AND t.individual_id = d.individual_id AND t.taken_off_on IS NULL)) AS accepted,
           w.id AS minutes_waiting_id, w.held_on AS minutes_waiting_on,
           w.closed_at AS minutes_waiting_closed_at, w.minutes_issued_at AS minutes_waiting_issued_at,
           k.id AS list_waiting_id, k.held_on AS list_waiting_on, k.closed_at AS list_waiting_closed_at,
           m.held_on, m.closed_at, m.actions_issued_at, m.minutes_issued_at, p.actions_within_hours, p.minutes_within_working_days
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      CROSS JOIN LATERAL (SELECT count(*)::integer AS referrals, (min(x.referred_at) AT TIME ZONE 'Europe/London')::date AS oldest_referral_on
                            FROM referrals x WHERE x.panel_id = m.panel_id AND x.status = 'awaiting_triage'
                             AND NOT is_restricted_from_actor(x.individual_id)) r
      LEFT JOIN LATERAL (SELECT o.* FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on < m.held_on AND o.status = 'held'
                            AND o.closed_at IS NOT NULL AND o.minutes_approved_at IS NULL ORDER BY o.held_on, o.id LIMIT 1) w ON true
      LEFT JOIN LATERAL (SELECT o.id, o.held_on, o.closed_at FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on < m.held_on AND o.status = 'held'
                            AND o.closed_at IS NOT NULL AND o.actions_issued_at IS NULL ORDER BY o.held_on, o.id LIMIT 1) k ON true
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId, visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId],
});
