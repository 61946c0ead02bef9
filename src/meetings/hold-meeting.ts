import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { BuildAgenda } from './build-agenda';
import { landEscalations } from './escalations/land-escalations';
import { Meeting } from './meeting.entity';
import { MeetingNotOpen, MeetingNotYetHeld } from './meeting.errors';
import { loadMeeting, lockAgenda } from './load-meeting';

/** Closes a meeting that was held. What it did not reach is deferred, and the next agenda, made at once, brings it back. */
@Injectable()
export class HoldMeeting {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly buildAgenda: BuildAgenda,
  ) {}

  run(actor: Actor, asked: { meetingId: string; version: number }, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  async within(tx: Transaction, asked: { meetingId: string; version: number }): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, asked.meetingId);
    this.rules.ensureMay(tx.actor, 'hold', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    if (meeting.heldOn > tx.today) throw new MeetingNotYetHeld(meeting.heldOn);
    await lockAgenda(tx, meeting.id);
    // The database puts off what it did not reach, whoever may see it (`put_off_unreached`).
    await tx.change(Meeting, { id: meeting.id, version: asked.version }, { status: 'held', closedAt: tx.now });
    // What it did not reach of another panel's asking stands on the next agenda at once, or waits for one.
    await landEscalations(tx, meeting.panelId);
    await this.prepareNext(tx, meeting.panelId);
    await tx.audit({
      act: 'meeting.held',
      subjectType: 'meeting',
      subjectId: meeting.id,
      fields: ['status', 'closedAt'],
    });
    return { id: meeting.id };
  }

  /** What was put off or not reached, and what fell due meanwhile, stands on the next agenda at once. */
  private async prepareNext(tx: Transaction, panelId: string): Promise<void> {
    const [next] = await tx.query<{ id: string }>(
      `SELECT id FROM meetings WHERE panel_id = $1 AND status = 'planned' AND started_at IS NULL AND held_on >= $2 ORDER BY held_on LIMIT 1`,
      [panelId, tx.today],
    );
    if (next) await this.buildAgenda.make(tx, await loadMeeting(tx, next.id));
  }
}
