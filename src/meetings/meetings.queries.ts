import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';
import type { MeetingStatus } from './meeting.entity';

export interface MeetingRow {
  id: string;
  panel_id: string;
  panel: string;
  held_on: Day;
  starts_at: string;
  place: string;
  status: MeetingStatus;
  started_at: Date | null;
  /** Who is named to chair it, until it is over. */
  chaired_by: string | null;
  version: number;
  /** Its minutes are approved. */
  is_sealed: boolean;
  cases: number;
  /** Of those the actor may be told about. */
  decided: number;
  /** Of which the actor is told the number alone; restricted people are in no count. */
  restricted: number;
  meeting_minutes: number;
  /** Where it was before, and why it was moved or cancelled. */
  changes: { kind: 'moved' | 'cancelled'; was_on: Day; was_at: string; was_in: string; reason: string }[];
}

/** What the policy of meetings is asked about. */
export const meetingRecord = ({ panel_id, chaired_by }: Pick<MeetingRow, 'panel_id' | 'chaired_by'>) => ({
  accessKeys: [panel_id],
  chairedBy: chaired_by,
});

// Places are counted whoever they are about, but for restricted people whom the actor may not see; decided ones among those the actor may be told about, so that no count tells of another.
const MEETINGS = `
  SELECT m.id, m.panel_id, p.name AS panel, m.held_on, to_char(m.starts_at, 'HH24:MI') AS starts_at, m.place, m.status, m.started_at,
         CASE WHEN m.status = 'planned' THEN m.chair_id END AS chaired_by,
         m.version, m.minutes_approved_at IS NOT NULL AS is_sealed, coalesce(n.cases, 0)::integer AS cases, coalesce(n.decided, 0)::integer AS decided, coalesce(n.restricted, 0)::integer AS restricted, p.meeting_minutes,
         (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'was_on', x.was_on, 'was_at', to_char(x.was_at, 'HH24:MI'),
                 'was_in', x.was_in, 'reason', x.reason) ORDER BY x.changed_at, x.id), '[]') FROM meeting_changes x WHERE x.meeting_id = m.id) AS changes
    FROM meetings m JOIN panels p ON p.id = m.panel_id
    LEFT JOIN LATERAL (
      SELECT count(*) AS cases, count(*) FILTER (WHERE a.status = 'decided') AS decided, count(*) FILTER (WHERE a.status IS NULL) AS restricted FROM agenda_places(ARRAY[m.id]) a) n ON true
   WHERE ARRAY[m.panel_id] && $1::uuid[]`;

/**
 * Meetings still in the diary, the next one first: a past one that nobody closed is still to be dealt with. After them those still to
 * come that will not be, since whoever looks for one must find that it is cancelled.
 */
export const meetingsAhead = (actor: Actor, today: Day): Statement => ({
  name: 'meetings-ahead',
  text: `${MEETINGS} AND (m.status = 'planned' OR (m.status = 'cancelled' AND m.held_on > $2::date))
   ORDER BY m.status = 'cancelled', m.held_on, m.id LIMIT 50`,
  values: [actor.accessKeys, today],
});

/** Meetings that were held, or cancelled and would have been by now, newest first. */
export const pastMeetings = (
  actor: Actor,
  page: { limit: number; after?: (string | null)[] },
  today: Day,
): Statement => ({
  name: 'past-meetings',
  text: `${MEETINGS} AND m.status <> 'planned' AND NOT (m.status = 'cancelled' AND m.held_on > $5::date) AND ($2::date IS NULL OR (m.held_on, m.id) < ($2::date, $3::uuid))
   ORDER BY m.held_on DESC, m.id DESC LIMIT $4`,
  values: [actor.accessKeys, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1, today],
});

/** Every meeting, newest first. */
export const allMeetings = (actor: Actor, page: { limit: number; after?: (string | null)[] }): Statement => ({
  name: 'all-meetings',
  text: `${MEETINGS} AND ($2::date IS NULL OR (m.held_on, m.id) < ($2::date, $3::uuid))
   ORDER BY m.held_on DESC, m.id DESC LIMIT $4`,
  values: [actor.accessKeys, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
});

export const meetingById = (actor: Actor, meetingId: string): Statement => ({
  name: 'meeting-by-id',
  text: `${MEETINGS} AND m.id = $2`,
  values: [actor.accessKeys, meetingId],
});
