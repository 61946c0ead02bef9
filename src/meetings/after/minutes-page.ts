import type { Actor } from '../../platform/access';
import type { AgendaRow, MeetingActionRow } from '../agenda.queries';
import type { TopicRow } from '../business/topics.queries';
import type { MeetingRow } from '../meetings.queries';
import type { EntryRow } from '../room/entries.queries';
import type { GuestRow } from '../room/guests.queries';
import type { AttenderRow, ConflictRow, ExpectedRow, OwnConflictRow, RoomRow } from '../room/room.queries';
import type { AfterRow, OutstandingRow, QuorumRow } from './after.queries';

/** Everything the minutes of a meeting are made of, within the actor's sight. */
export interface MinutesPage {
  meeting: MeetingRow;
  after: AfterRow;
  room: RoomRow;
  agenda: AgendaRow[];
  attenders: AttenderRow[];
  /** Who else was in the room. */
  guests: GuestRow[];
  expected: ExpectedRow[];
  conflicts: ConflictRow[];
  /** Who was missing for a quorum, from when on. */
  quorums: QuorumRow[];
  /** The actor's own: that there is one, and nothing of the case. */
  ownConflicts: OwnConflictRow[];
  /** Of sealed minutes: what was in force then and has ended since. */
  endedSince: ConflictRow[];
  entries: EntryRow[];
  actions: MeetingActionRow[];
  outstanding: OutstandingRow[];
  topics: TopicRow[];
  mayIssue: boolean;
  /** The meeting is run by whoever reads. */
  mayHold: boolean;
  /** They run the meeting at which these minutes are approved. */
  mayApprove: boolean;
  actor: Actor;
}
