import type { AgencyKind } from '../../agencies';
import type { ActionKind, ActionStatus } from '../../actions';
import { readableItem, visibilitiesFor } from '../../notes';
import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface AfterRow {
  id: string;
  panel_id: string;
  version: number;
  held_on: Day;
  closed_at: Date | null;
  started_at: Date | null;
  actions_issued_at: Date | null;
  minutes_issued_at: Date | null;
  minutes_approved_at: Date | null;
  approved_by: string | null;
  approved_in_on: Day | null;
  actions_within_hours: number;
  minutes_within_working_days: number;
  chair: string | null;
  minute_taker: string | null;
  /** The panel's meeting at which these minutes may be approved: the next one that has begun or been held. */
  next_id: string | null;
  next_held_on: Day | null;
  /** The panel's meeting before this one. */
  last_id: string | null;
  last_held_on: Day | null;
  last_approved_at: Date | null;
  /** Who chairs the meeting that is open now and approves these minutes. */
  approving_chair: string | null;
  last_issued_at: Date | null;
  /** The days of the meetings whose minutes were approved in this one, before its own were. */
  approved_here: Day[];
}

/** How far the papers of a meeting are. */
export const afterMeeting = (actor: Actor, meetingId: string): Statement => ({
  name: 'after-meeting',
  text: `
    SELECT m.id, m.panel_id, m.version, m.held_on, m.closed_at, m.started_at, m.actions_issued_at, m.minutes_issued_at, m.minutes_approved_at,
           a.display_name AS approved_by, x.held_on AS approved_in_on, p.actions_within_hours, p.minutes_within_working_days,
           c.display_name AS chair, t.display_name AS minute_taker, n.id AS next_id, n.held_on AS next_held_on,
           l.id AS last_id, l.held_on AS last_held_on, l.minutes_approved_at AS last_approved_at, l.minutes_issued_at AS last_issued_at,
           ARRAY(SELECT o.held_on::text FROM meetings o WHERE o.minutes_approved_in = m.id
                    AND o.minutes_approved_at <= coalesce(m.minutes_approved_at, 'infinity') ORDER BY o.held_on) AS approved_here,
           (SELECT o.chair_id FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on > m.held_on AND o.status = 'planned' AND o.started_at IS NOT NULL
             ORDER BY o.held_on DESC LIMIT 1) AS approving_chair
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      LEFT JOIN users a ON a.id = m.minutes_approved_by LEFT JOIN meetings x ON x.id = m.minutes_approved_in
      LEFT JOIN users c ON c.id = m.chair_id LEFT JOIN users t ON t.id = m.minute_taker_id
      LEFT JOIN LATERAL (SELECT o.id, o.held_on FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on > m.held_on
                          AND (o.status = 'held' OR (o.status = 'planned' AND o.started_at IS NOT NULL)) ORDER BY o.held_on LIMIT 1) n ON true
      LEFT JOIN LATERAL (SELECT o.* FROM meetings o WHERE o.panel_id = m.panel_id AND o.held_on < m.held_on AND o.status = 'held'
                          ORDER BY o.held_on DESC LIMIT 1) l ON true
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId],
});

export interface QuorumRow {
  id: string;
  missing: AgencyKind[];
  since: Date;
}

/** Since when a meeting was quorate, or who was missing, as it changed while it was open. */
export const quorumsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'quorums-of-meeting',
  text: `
    SELECT q.id, q.missing, q.since FROM meeting_quorums q
     WHERE q.meeting_id = $2 AND ARRAY[q.panel_id] && $1::uuid[] ORDER BY q.since, q.id`,
  values: [actor.accessKeys, meetingId],
});

export interface OutstandingRow {
  id: string;
  version: number;
  /** Null: the person has left the cohort since, and nothing but the action itself is here. */
  individual_id: string | null;
  reference: string;
  description: string;
  kind: ActionKind;
  owner: string;
  owner_agency: string;
  due_on: Day;
  made_on: Day;
  status: ActionStatus;
  answer: 'done' | 'not_done' | 'could_not_be_done' | null;
  words: string | null;
  owner_agency_id: string;
  /** The owner's account is closed: somebody else must take it on. */
  owner_left: boolean;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  answered_by: string | null;
  answered_at: Date | null;
}

/** Actions that earlier meetings of this panel made and are still open, or were answered at this one; also about people who have left since. */
export const outstandingAt = (actor: Actor, meetingId: string, today: Day): Statement => ({
  name: 'outstanding-at-meeting',
  text: `
    SELECT * FROM (SELECT a.id, a.version, a.individual_id, i.reference, a.description, a.kind, u.display_name AS owner, g.name AS owner_agency,
           a.due_on, o.held_on AS made_on, a.status, w.answer, w.words, a.owner_agency_id, u.status = 'disabled' AS owner_left,
           i.given_name, i.family_name, i.preferred_name, b.display_name AS answered_by, w.answered_at
      FROM meetings m
      JOIN meetings o ON o.panel_id = m.panel_id AND o.held_on < m.held_on
      JOIN meeting_items t ON t.meeting_id = o.id
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
      JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = t.individual_id
      JOIN users u ON u.id = a.owner_id JOIN agencies g ON g.id = a.owner_agency_id
      LEFT JOIN meeting_action_answers w ON w.action_id = a.id AND w.meeting_id = m.id LEFT JOIN users b ON b.id = w.answered_by
     WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[] AND (a.status = 'open' OR w.id IS NOT NULL)
       AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
       AND a.access_keys && $1::uuid[] AND (${readableItem('a', '$3', '$5')} OR a.owner_id = $4::uuid)
     UNION ALL
    SELECT l.* FROM outstanding_of_who_left($2) l WHERE EXISTS (SELECT 1 FROM meetings m WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[])) o
     ORDER BY (o.answer IS NULL AND o.due_on < $6::date) DESC, o.owner_agency, o.due_on, o.id LIMIT 200`,
  values: [actor.accessKeys, meetingId, visibilitiesFor(actor.agencyKind), actor.userId, actor.agencyId, today],
});
