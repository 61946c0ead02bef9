import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import type { MeetingStatus } from './meeting.entity';

/** A meeting as a verb loads it; `accessKeys` is what the policy asks about. */
export interface LoadedMeeting {
  id: string;
  panelId: string;
  heldOn: Day;
  status: MeetingStatus;
  version: number;
  isOrderSet: boolean;
  isOpened: boolean;
  /** Who is named to chair it, until it is over. */
  chairedBy: string | null;
  accessKeys: string[];
}

/** @throws NotFound when it is not there or the actor does not sit on its panel */
export async function loadMeeting(tx: Transaction, meetingId: string): Promise<LoadedMeeting> {
  if (!isId(meetingId)) throw new NotFound();
  const [meeting] = await tx.query<LoadedMeeting>(
    `SELECT id, panel_id AS "panelId", held_on AS "heldOn", status, version, is_order_set AS "isOrderSet",
            started_at IS NOT NULL AS "isOpened", CASE WHEN status = 'planned' THEN chair_id END AS "chairedBy",
            ARRAY[panel_id] AS "accessKeys"
       FROM meetings WHERE id = $1 AND ARRAY[panel_id] && $2::uuid[]`,
    [meetingId, tx.actor.accessKeys],
  );
  if (!meeting) throw new NotFound();
  return meeting;
}

/** One change of an agenda at a time: two would give two cases the same number. */
export async function lockAgenda(tx: Transaction, meetingId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`agenda of ${meetingId}`]);
}
