import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { loadMeeting } from '../load-meeting';
import { Meeting } from '../meeting.entity';
import { MeetingNotOpen } from '../meeting.errors';
import { AddEntry } from './add-entry';
import { ensureChairSits, noteChair } from './note-chair';

export interface ChairNaming {
  meetingId: string;
  /** The version the user saw. */
  version: number;
  chairId: string;
}

/** Says who chairs one meeting while the panel's chair is away. From now on they run it, and open it on its day. */
@Injectable()
export class NameChair {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addEntry: AddEntry,
  ) {}

  run(actor: Actor, naming: ChairNaming, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, naming), submission);
  }

  /** @throws Stale, MeetingNotOpen; Invalid for somebody without a seat on the panel */
  async within(tx: Transaction, { meetingId, version, chairId }: ChairNaming): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'hold', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    await ensureChairSits(tx, meeting.panelId, chairId);
    await tx.change(Meeting, { id: meetingId, version }, { chairId });
    await noteChair(tx, this.addEntry, { meeting, chairId });
    return { id: meetingId };
  }
}
