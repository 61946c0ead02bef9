import type { Actor } from '../../platform/access';
import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';

export interface MeetingReturnsRow {
  returns_days_before: number;
  is_expected: boolean;
  /** How many agencies are asked. */
  expected: number;
}

/** When returns are due for this meeting, and whether the actor's agency is asked for them. */
export const returnsOf = (actor: Actor, meetingId: string): Statement => ({
  name: 'returns-of-meeting',
  text: `
    SELECT p.returns_days_before, EXISTS (SELECT 1 FROM panel_agencies e WHERE e.panel_id = p.id AND e.ended_at IS NULL
             AND e.agency_id = $3) AS is_expected,
           (SELECT count(*)::integer FROM panel_agencies e WHERE e.panel_id = p.id AND e.ended_at IS NULL) AS expected
      FROM meetings m JOIN panels p ON p.id = m.panel_id WHERE m.id = $2 AND ARRAY[m.panel_id] && $1::uuid[]`,
  values: [actor.accessKeys, meetingId, actor.agencyId],
});

export interface MissingReturnRow {
  item_id: string;
  agency: string;
}

/** For each case a chair may see, the expected agencies of which nothing has come; whom else it would tell who keeps what, is told none. */
export const missingReturns = (actor: Actor, meetingId: string): Statement => ({
  name: 'missing-returns',
  text: `
    SELECT t.id AS item_id, a.name AS agency
      FROM meeting_items t JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
      JOIN panel_agencies e ON e.panel_id = t.panel_id AND e.ended_at IS NULL JOIN agencies a ON a.id = e.agency_id
     WHERE t.meeting_id = $2 AND ARRAY[t.panel_id] && $1::uuid[] AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
       AND t.taken_off_on IS NULL AND actor_has_role('panel_chair')
       AND (t.id, e.agency_id) NOT IN (SELECT r.item_id, r.agency_id FROM agencies_returned(ARRAY[$2::uuid]) r)
     ORDER BY t.position, t.id, a.name`,
  values: [actor.accessKeys, meetingId],
});

export interface KeptReturnRow {
  item_id: string;
  agency: string;
}

/** Of the cases a chair may see: which agencies have returned something that is not for the chair's own. */
export const keptReturns = (meetingId: string): Statement => ({
  name: 'kept-returns',
  text: `
    SELECT r.item_id, a.name AS agency FROM agencies_returned(ARRAY[$1::uuid]) r JOIN agencies a ON a.id = r.agency_id
     WHERE r.is_kept ORDER BY r.item_id, a.name, a.id`,
  values: [meetingId],
});

export interface CopyRow {
  id: string;
  copy_number: number;
  recipient_id: string;
  recipient: string;
  agency: string;
  format: 'print' | 'pdf';
  items: number;
  hidden_items: number;
  /** Of those in it, what the recipient has lost since to a conflict of interest: they read it no more. */
  lost_items: number;
  made_at: Date;
}

/** Who received which copy of the pack: the chair and whoever chairs this meeting see all, everybody else their own. Restricted people count in none for whoever is not named. */
export const packCopies = (actor: Actor, meetingId: string, isChair: boolean): Statement => ({
  name: 'pack-copies',
  text: `
    SELECT c.id, c.copy_number, c.recipient_id, u.display_name AS recipient, g.name AS agency, c.format,
           o.items, least(c.hidden_items, o.others) AS hidden_items, c.made_at,
           (SELECT count(DISTINCT t.id)::integer FROM meeting_items t JOIN panel_conflicts x ON x.individual_id = t.individual_id
              AND x.user_id = c.recipient_id AND x.ended_at IS NULL WHERE t.id = ANY (c.item_ids)) AS lost_items
      FROM meeting_pack_copies c CROSS JOIN pack_items_told(c.meeting_id, c.made_at, c.item_ids) o JOIN users u ON u.id = c.recipient_id JOIN agencies g ON g.id = u.agency_id
     WHERE c.meeting_id = $2 AND ARRAY[c.panel_id] && $1::uuid[] AND ($3 OR c.recipient_id = $4 OR c.meeting_id = ANY ((SELECT meetings_chaired())::uuid[]))
     ORDER BY c.copy_number`,
  values: [actor.accessKeys, meetingId, isChair, actor.userId],
});

export interface OwedRow {
  meeting_id: string;
  held_on: Day;
  panel: string;
  cases: number;
  returned: number;
  returns_days_before: number;
}

/** What the actor's agency owes its panels' coming meetings: a return on every case the actor may see. */
export const returnsOwed = (actor: Actor, today: Day): Statement => ({
  name: 'returns-owed',
  text: `
    SELECT m.id AS meeting_id, m.held_on, p.abbreviation AS panel, p.returns_days_before, count(t.id)::integer AS cases,
           count(t.id) FILTER (WHERE EXISTS (SELECT 1 FROM meeting_entries r WHERE r.item_id = t.id AND r.kind = 'return'
                                               AND r.agency_id = $3))::integer AS returned
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      JOIN panel_agencies e ON e.panel_id = p.id AND e.agency_id = $3 AND e.ended_at IS NULL
      JOIN meeting_items t ON t.meeting_id = m.id AND t.status = 'listed' AND t.taken_off_on IS NULL
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status = 'planned' AND m.held_on >= $2::date
       AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
     GROUP BY m.id, m.held_on, p.abbreviation, p.returns_days_before ORDER BY m.held_on LIMIT 3`,
  values: [actor.accessKeys, today, actor.agencyId],
});
