import type { ActionStatus } from '../actions';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import { ATTENDED } from './after/attended.sql';

export interface Period {
  from: Day;
  until: Day;
}

const VALUES = (actor: Actor, { from, until }: Period): unknown[] => [actor.accessKeys, from, until];

export interface AttendanceFigureRow {
  meeting_id: string;
  panel: string;
  held_on: Day;
  agency_id: string;
  agency: string;
  was_present: boolean;
  /** Who was there of it was corrected after the closing. */
  was_corrected: boolean;
}

/** For every held meeting and expected or seated agency, whether it was in the room: the list from which the figure is counted. */
export const attendanceFigures = (actor: Actor, period: Period): Statement => ({
  name: 'attendance-figures',
  text: `
    WITH attended AS (${ATTENDED})
    SELECT m.id AS meeting_id, p.name AS panel, m.held_on, a.id AS agency_id, a.name AS agency,
           EXISTS (SELECT 1 FROM attended t WHERE t.meeting_id = m.id AND t.agency_id = a.id AND t.status = 'present') AS was_present,
           EXISTS (SELECT 1 FROM attended t WHERE t.meeting_id = m.id AND t.agency_id = a.id AND t.is_corrected) AS was_corrected
      FROM meetings m JOIN panels p ON p.id = m.panel_id
      JOIN agencies a ON a.id IN (
        SELECT t.agency_id FROM attended t WHERE t.meeting_id = m.id
        UNION SELECT e.agency_id FROM panel_agencies e WHERE e.panel_id = m.panel_id
               AND e.started_at::date <= m.held_on AND (e.ended_at IS NULL OR e.ended_at::date > m.held_on))
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status = 'held' AND m.held_on BETWEEN $2::date AND $3::date
       AND EXISTS (SELECT 1 FROM attended t WHERE t.meeting_id = m.id)
     ORDER BY a.name, m.held_on DESC, m.id, a.id`,
  values: VALUES(actor, period),
});

export interface ActionFigureRow {
  id: string;
  reference: string;
  description: string;
  agency_id: string;
  agency: string;
  status: ActionStatus;
  due_on: Day;
  held_on: Day;
  meeting_id: string;
}

/** The actions that meetings of the period made, within the actor's sight, and those about people who have left the cohort since. */
export const actionFigures = (
  actor: Actor,
  period: Period,
  readable: { sql: string; values: unknown[] },
): Statement => ({
  name: 'action-figures',
  text: `
    WITH held AS MATERIALIZED (
      SELECT m.id, m.held_on FROM meetings m WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.held_on BETWEEN $2::date AND $3::date
    )
    SELECT f.id, f.reference, f.description, f.agency_id, f.agency, f.status, f.due_on, m.held_on, m.id AS meeting_id
      FROM held m JOIN (
        SELECT a.id, t.meeting_id, i.reference, a.description, g.id AS agency_id, g.name AS agency, a.status, a.due_on
          FROM held h JOIN meeting_items t ON t.meeting_id = h.id
          JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
          JOIN actions a ON a.made_in = 'meeting' AND a.made_in_id = t.id AND a.individual_id = t.individual_id
          JOIN agencies g ON g.id = a.owner_agency_id
         WHERE t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[]) AND a.access_keys && $1::uuid[] AND ${readable.sql}
        UNION ALL
        SELECT l.id, l.meeting_id, l.reference, l.description, l.agency_id, l.agency, l.status, l.due_on
          FROM actions_of_who_left((SELECT array_agg(h.id) FROM held h)) l
      ) f ON f.meeting_id = m.id
     ORDER BY f.agency, f.due_on, f.id LIMIT 500`,
  values: [...VALUES(actor, period), ...readable.values],
});

export interface TimeFigureRow {
  meeting_id: string;
  panel: string;
  held_on: Day;
  item_id: string;
  position: number;
  minutes: number;
  /** The item of somebody who has left the cohort since. */
  has_left: boolean;
}

/**
 * How long the panel was with each case: from the decision before (or the opening) to its own. Where the one before is out
 * of the actor's sight and has not left the cohort, from the last within it: no figure tells when, or whether, a restricted case was decided.
 */
export const timeFigures = (actor: Actor, period: Period): Statement => ({
  name: 'time-figures',
  text: `
    WITH period AS MATERIALIZED (
      SELECT h.id FROM meetings h WHERE ARRAY[h.panel_id] && $1::uuid[] AND h.held_on BETWEEN $2::date AND $3::date
    ), seen AS (
      SELECT x.id, x.meeting_id, x.started_at, x.decided_at, false AS has_left
        FROM meeting_items x JOIN individuals i ON i.id = x.individual_id AND i.access_keys && $1::uuid[]
       WHERE x.status = 'decided' AND ARRAY[x.panel_id] && $1::uuid[] AND x.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
      UNION ALL
      SELECT l.item_id, l.meeting_id, l.started_at, l.decided_at, true FROM times_of_who_left((SELECT array_agg(h.id) FROM period h)) l)
    SELECT m.id AS meeting_id, p.name AS panel, m.held_on, t.id AS item_id, n.number AS position, t.has_left,
           round(extract(epoch FROM t.decided_at - CASE
             WHEN t.started_at = m.started_at OR EXISTS (SELECT 1 FROM seen b WHERE b.meeting_id = m.id AND b.decided_at = t.started_at)
               THEN t.started_at
             ELSE greatest(m.started_at, (SELECT max(b.decided_at) FROM seen b WHERE b.meeting_id = m.id AND b.decided_at < t.decided_at))
           END) / 60)::integer AS minutes
      FROM meetings m JOIN panels p ON p.id = m.panel_id JOIN seen t ON t.meeting_id = m.id
      JOIN item_numbers(ARRAY(SELECT h.id FROM period h)) n ON n.item_id = t.id
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.held_on BETWEEN $2::date AND $3::date AND t.started_at IS NOT NULL
     ORDER BY m.held_on DESC, n.number, t.id`,
  values: VALUES(actor, period),
});

export interface HoursFigureRow {
  meeting_id: string;
  held_on: Day;
  panel: string;
  people: number;
  minutes: number;
}

/** Meeting hours: how long each lasted, times the people in it (row 153 of the requirements). */
export const hoursFigures = (actor: Actor, period: Period): Statement => ({
  name: 'hours-figures',
  text: `
    WITH attended AS (${ATTENDED})
    SELECT m.id AS meeting_id, m.held_on, p.name AS panel,
           (SELECT count(*)::integer FROM attended t WHERE t.meeting_id = m.id AND t.status = 'present') AS people,
           round(extract(epoch FROM m.closed_at - m.started_at) / 60)::integer AS minutes
      FROM meetings m JOIN panels p ON p.id = m.panel_id
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.status = 'held' AND m.held_on BETWEEN $2::date AND $3::date
       AND m.started_at IS NOT NULL AND m.closed_at IS NOT NULL ORDER BY m.held_on DESC, m.id`,
  values: VALUES(actor, period),
});

export interface TwiceFigureRow {
  meeting_id: string;
  item_id: string;
  reference: string;
  /** The actor's panel that had it, and when. */
  here: string;
  held_on: Day;
  /** The other panel, and when. */
  panel: string;
  elsewhere_on: Day;
}

/** Cases that another panel decided in the 30 days before, within the actor's sight (row 106 of the requirements). */
export const twiceFigures = (actor: Actor, period: Period): Statement => ({
  name: 'twice-figures',
  text: `
    SELECT m.id AS meeting_id, t.id AS item_id, i.reference, p.name AS here, m.held_on, o.panel, o.held_on AS elsewhere_on
      FROM meetings m JOIN panels p ON p.id = m.panel_id CROSS JOIN LATERAL discussed_elsewhere(m.id, m.held_on - 30) o
      JOIN meeting_items t ON t.id = o.item_id AND t.status = 'decided'
      JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[]
     WHERE ARRAY[m.panel_id] && $1::uuid[] AND m.held_on BETWEEN $2::date AND $3::date AND o.held_on <= m.held_on
     ORDER BY m.held_on DESC, i.reference`,
  values: VALUES(actor, period),
});
