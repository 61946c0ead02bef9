import type { Transaction } from '../../platform/database';
import { addDays, type Day, dayInLondon } from '../../shared/day';
import { newId } from '../../shared/ids';
import { NEW_WITHIN_DAYS } from '../domain/agenda';
import type { LoadedMeeting } from '../load-meeting';
import { alike } from './known-topics';
import { MeetingTopic } from './meeting-topic.entity';
import type { TopicKind } from './topic-kinds';

/** What the panel wants back, and what its last meeting did not come to, stands on its next planned agenda. */
export async function bringTopicsBack(tx: Transaction, panelId: string): Promise<void> {
  await tx.query('SELECT bring_topics_back($1, $2, $3)', [panelId, tx.today, tx.now]);
}

/**
 * A place or group that several cases of the panel are linked to comes by itself once somebody else is: also what the coordinator
 * took away, when there is something new. The caller holds the agenda's lock.
 */
export async function bringLinkedPlaces(tx: Transaction, meeting: LoadedMeeting): Promise<void> {
  const { id: meetingId, panelId, heldOn } = meeting;
  const found = await tx.query<LinkedPlace>(LINKED_NOT_LISTED, [panelId, await lastOpenedAt(tx, panelId), heldOn]);
  const added = { addedBy: tx.actor.userId, addedAt: tx.now, meetingId, panelId, origin: 'linked' as const };
  if (found.length === 0) return;
  await tx.insert(
    MeetingTopic,
    found.map(({ newSince, ...place }) => ({ ...added, ...place, id: newId(), newSince: dayInLondon(newSince) })),
  );
}

interface LinkedPlace {
  kind: TopicKind;
  title: string;
  linkedCases: number;
  newLinks: number;
  newSince: Date;
}

/** What was linked since then the panel has not had before it; of a panel that never met, as long as somebody is new to it. */
async function lastOpenedAt(tx: Transaction, panelId: string): Promise<Date | Day> {
  const [last] = await tx.query<{ at: Date }>(
    `SELECT coalesce(m.started_at, m.closed_at, m.held_on::timestamptz) AS at FROM meetings m
      WHERE m.panel_id = $1 AND m.status = 'held' ORDER BY m.held_on DESC, m.id LIMIT 1`,
    [panelId],
  );
  return last?.at ?? addDays(tx.today, -NEW_WITHIN_DAYS);
}

/** As far as the panel's rules let them on its agenda; not what stands on this one, or on one before it, and was not taken away. */
const LINKED_NOT_LISTED = `
  SELECT p.kind, p.title, p.linked_cases AS "linkedCases", p.new_links AS "newLinks", p.new_since AS "newSince"
    FROM linked_places($1, $2) p JOIN panels r ON r.id = $1 AND 'linked_place' = ANY (r.agenda_reasons)
   WHERE NOT EXISTS (
     SELECT 1 FROM meeting_topics x JOIN meetings m ON m.id = x.meeting_id AND m.status = 'planned' AND m.held_on <= $3
      WHERE x.panel_id = $1 AND x.kind = p.kind AND x.visibility = 'all_agencies' AND x.put_off_at IS NULL
        AND ${alike('x.title')} = ${alike('p.title')})`;
