import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Conflict, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { BuildAgenda } from '../build-agenda';
import { landEscalations } from '../escalations/land-escalations';
import { type LoadedMeeting, loadMeeting, lockAgenda } from '../load-meeting';
import { Meeting } from '../meeting.entity';
import { MeetingNotOpen } from '../meeting.errors';
import { refuseUnconfirmedRestDay } from './rest-days';
import { refuseSecondThatDay, refuseUnlikelyDay } from '../plan-meeting';

/** Announced when everybody invited must hear of it; the subject is the meeting. */
export const MEETING_CANCELLED = 'meeting.cancelled';
export const MEETING_MOVED = 'meeting.moved';

interface Change {
  meetingId: string;
  /** The version of the meeting the user saw. */
  version: number;
  reason: string;
}

export interface MovedMeeting extends Change {
  heldOn: Day;
  /** London time, `HH:MM`. */
  startsAt: string;
  place: string;
  /** Confirms a weekend or bank holiday. */
  onRestDay?: boolean;
}

export class MeetingHasBegun extends Conflict {
  constructor() {
    super('This meeting has been opened. Close it: what it does not reach comes to the next one.');
  }
}

/** Cancels a planned meeting or moves it to another day, time or place: with the reason, and everybody invited hears of it once. */
@Injectable()
export class ChangeMeeting {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly buildAgenda: BuildAgenda,
  ) {}

  /** Its agenda is owed again, and stands on the next planned one at once. @throws MeetingNotOpen, MeetingHasBegun, Stale */
  cancel(actor: Actor, change: Change, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const meeting = await this.planned(tx, change);
        await this.write(tx, meeting, change, 'cancelled');
        // The database puts off what is listed, whoever may see it (`put_off_unreached`).
        await tx.change(Meeting, { id: meeting.id, version: change.version }, { status: 'cancelled' });
        await landEscalations(tx, meeting.panelId);
        const [next] = await tx.query<{ id: string }>(
          `SELECT id FROM meetings WHERE panel_id = $1 AND status = 'planned' AND started_at IS NULL AND held_on >= $2 ORDER BY held_on LIMIT 1`,
          [meeting.panelId, tx.today],
        );
        if (next) await this.buildAgenda.within(tx, { meetingId: next.id });
        await tx.audit({ act: MEETING_CANCELLED, subjectType: 'meeting', subjectId: meeting.id, fields: ['status'] });
        await tx.announce(MEETING_CANCELLED, meeting.id);
        return { id: meeting.id };
      },
      submission,
    );
  }

  /** @throws as above; MeetingThatDayAlready, Invalid for a day in the past or when nothing is moved */
  move(actor: Actor, moved: MovedMeeting, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        const meeting = await this.planned(tx, moved);
        const { heldOn, startsAt, place } = moved;
        refuseUnlikelyDay(heldOn, tx.today);
        refuseUnconfirmedRestDay(moved);
        if (heldOn !== meeting.heldOn) await refuseSecondThatDay(tx, meeting.panelId, heldOn);
        await this.write(tx, meeting, moved, 'moved');
        await tx.change(Meeting, { id: meeting.id, version: moved.version }, { heldOn, startsAt, place });
        await this.buildAgenda.within(tx, { meetingId: meeting.id });
        const fields = ['heldOn', 'startsAt', 'place'];
        await tx.audit({ act: MEETING_MOVED, subjectType: 'meeting', subjectId: meeting.id, fields });
        await tx.announce(MEETING_MOVED, meeting.id);
        return { id: meeting.id };
      },
      submission,
    );
  }

  private async planned(tx: Transaction, { meetingId, reason }: Change): Promise<LoadedMeeting> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'plan', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    const begun = await tx.query('SELECT 1 FROM meetings WHERE id = $1 AND started_at IS NOT NULL', [meetingId]);
    if (begun.length > 0) throw new MeetingHasBegun();
    if (reason.trim() === '') throw new Invalid([{ field: 'reason', message: 'Enter the reason' }]);
    await lockAgenda(tx, meetingId);
    return meeting;
  }

  private async write(
    tx: Transaction,
    { id, panelId }: LoadedMeeting,
    { reason }: Change,
    kind: 'moved' | 'cancelled',
  ) {
    await tx.query(
      `INSERT INTO meeting_changes (id, meeting_id, panel_id, kind, was_on, was_at, was_in, reason, changed_by, changed_at)
       SELECT $2, m.id, $3, $4, m.held_on, m.starts_at, m.place, $5, $6, $7 FROM meetings m WHERE m.id = $1`,
      [id, newId(), panelId, kind, reason.trim(), tx.actor.userId, tx.now],
    );
  }
}
