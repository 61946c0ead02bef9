import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { AttendanceStatus } from '../domain/quorum';
import { loadMeeting } from '../load-meeting';
import { MeetingAttendance } from '../meeting-attendance.entity';
import { noteQuorum } from './quorum-now';
import { refuseSealed } from './refuse-sealed';

export class AttendanceIsClosed extends Conflict {
  constructor() {
    super('This meeting is closed. Correct who was there in its minutes, saying what was wrong and why.');
  }
}

/** One person's attendance as the user wants it, and as it stood when they looked. */
export interface Attendance {
  userId: string;
  status: AttendanceStatus | null;
  hasAccepted: boolean;
  seen: { status: AttendanceStatus | null; hasAccepted: boolean };
}

interface Recorded {
  id: string;
  userId: string;
  status: AttendanceStatus;
  acceptedAt: Date | null;
  version: number;
}

/**
 * Records who is there and who accepted the confidentiality statement. Only what the user changed is written, so two who
 * tick people off at once do not undo each other; what both changed is refused to the second.
 */
@Injectable()
export class RecordAttendance {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    asked: { meetingId: string; attendances: Attendance[] },
    submission?: Submission,
  ): Promise<{ changed: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /** @throws AttendanceIsClosed; Stale when somebody recorded another answer of the same person meanwhile */
  async within(
    tx: Transaction,
    { meetingId, attendances }: { meetingId: string; attendances: Attendance[] },
  ): Promise<{ changed: number }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    await refuseSealed(tx, meetingId);
    if (meeting.status !== 'planned') throw new AttendanceIsClosed();
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`attendance of ${meetingId}`]);
    const recorded = await tx.query<Recorded>(
      `SELECT id, user_id AS "userId", status, accepted_at AS "acceptedAt", version FROM meeting_attendances WHERE meeting_id = $1`,
      [meetingId],
    );
    const changed = attendances.filter(isChanged);
    for (const one of changed) {
      await this.write(
        tx,
        meeting,
        one,
        recorded.find((row) => row.userId === one.userId),
      );
    }
    if (changed.length > 0) {
      await noteQuorum(tx, meetingId);
      await tx.audit({
        act: 'meeting.attendance_recorded',
        subjectType: 'meeting',
        subjectId: meetingId,
        fields: ['status', 'acceptedAt'],
      });
    }
    return { changed: changed.length };
  }

  private async write(
    tx: Transaction,
    meeting: { id: string; panelId: string },
    { userId, status, hasAccepted, seen }: Attendance,
    row: Recorded | undefined,
  ): Promise<void> {
    if (status === null)
      throw new Invalid([{ field: `status-${userId}`, message: 'Select present, apologies or absent' }]);
    const accepted = hasAccepted && status === 'present';
    const isAsWanted = row?.status === status && (row.acceptedAt !== null) === accepted;
    if (isAsWanted) return;
    const isAsSeen = (row?.status ?? null) === seen.status && (row?.acceptedAt != null) === seen.hasAccepted;
    if (!isAsSeen) throw new Stale();
    const values = {
      status,
      acceptedAt: accepted ? (row?.acceptedAt ?? tx.now) : null,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    };
    if (row) {
      await tx.change(MeetingAttendance, { id: row.id, version: row.version }, values);
      return;
    }
    const agencyId = await agencyOfSeated(tx, meeting.panelId, userId);
    await tx.insert(MeetingAttendance, {
      id: newId(),
      meetingId: meeting.id,
      panelId: meeting.panelId,
      userId,
      agencyId,
      ...values,
    });
  }
}

const isChanged = ({ status, hasAccepted, seen }: Attendance): boolean =>
  status !== seen.status || hasAccepted !== seen.hasAccepted;

async function agencyOfSeated(tx: Transaction, panelId: string, userId: string): Promise<string> {
  const [seated] = await tx.query<{ agencyId: string }>(
    `SELECT u.agency_id AS "agencyId" FROM panel_members m JOIN users u ON u.id = m.user_id
      WHERE m.panel_id = $1 AND m.user_id = $2 AND m.ended_at IS NULL`,
    [panelId, userId],
  );
  if (!seated) throw new Invalid([{ field: `status-${userId}`, message: 'This person has no seat on the panel' }]);
  return seated.agencyId;
}
