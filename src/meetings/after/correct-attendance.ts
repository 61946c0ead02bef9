import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import type { AttendanceStatus } from '../domain/quorum';
import { loadMeeting } from '../load-meeting';
import { AddEntry } from '../room/add-entry';
import { refuseSealed } from '../room/refuse-sealed';
import { ATTENDANCE_WORDS } from '../room/present-room';
import { ATTENDED } from './attended.sql';

export interface CorrectedAttendance {
  meetingId: string;
  userId: string;
  /** What is right. */
  status: AttendanceStatus;
  reason: string;
}

export class AttendanceIsOpen extends Conflict {
  constructor() {
    super('This meeting is not closed. Record who is there in the room.');
  }
}

interface Attended {
  name: string;
  agencyId: string;
  agency: string;
  status: AttendanceStatus | null;
}

/**
 * Corrects after the closing whether somebody was there. What was recorded stays in the minutes, with the correction and
 * the reason beside it; looking back counts the correction.
 */
@Injectable()
export class CorrectAttendance {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addEntry: AddEntry,
  ) {}

  run(actor: Actor, asked: CorrectedAttendance, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /** @throws AttendanceIsOpen, MinutesSealed; Invalid for somebody who never sat there, or when nothing is corrected */
  async within(tx: Transaction, { meetingId, userId, status, reason }: CorrectedAttendance): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    await refuseSealed(tx, meetingId);
    if (meeting.status !== 'held') throw new AttendanceIsOpen();
    if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter why it is corrected' }]);
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`attendance of ${meetingId}`]);
    const person = await attendedBy(tx, meeting, userId);
    if (person.status === status) throw new Invalid([{ field: 'status', message: 'That is what stands already' }]);
    const was = person.status === null ? 'not recorded' : ATTENDANCE_WORDS[person.status].toLowerCase();
    const right = ATTENDANCE_WORDS[status].toLowerCase();
    const text = `Attendance of ${person.name}, ${person.agency}: ${right}, not “${was}”. ${reason.trim()}`;
    const entry = await this.addEntry.within(tx, { meetingId, kind: 'correction', text });
    const id = newId();
    await tx.query(
      `INSERT INTO meeting_attendance_corrections (id, meeting_id, panel_id, user_id, agency_id, status, entry_id, corrected_by, corrected_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, meetingId, meeting.panelId, userId, person.agencyId, status, entry.id, tx.actor.userId, tx.now],
    );
    await tx.audit({
      act: 'meeting.attendance_corrected',
      subjectType: 'meeting',
      subjectId: meetingId,
      fields: ['status', 'reason'],
    });
    return { id };
  }
}

const ATTENDED_BY = `
  SELECT u.display_name AS name, g.id AS "agencyId", g.name AS agency, y.status
           FROM users u LEFT JOIN (${ATTENDED}) y ON y.meeting_id = $1 AND y.user_id = u.id
           JOIN agencies g ON g.id = coalesce(y.agency_id, u.agency_id)
          WHERE u.id = $3 AND (y.user_id IS NOT NULL
                OR EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = $2 AND s.user_id = u.id))`;

/** Somebody who was recorded, or has or had a seat on the panel, with the agency they spoke for. */
async function attendedBy(
  tx: Transaction,
  { id, panelId }: { id: string; panelId: string },
  userId: string,
): Promise<Attended> {
  const [found] = isId(userId) ? await tx.query<Attended>(ATTENDED_BY, [id, panelId, userId]) : [];
  if (!found) throw new Invalid([{ field: 'userId', message: 'Select a person from the list' }]);
  return found;
}
