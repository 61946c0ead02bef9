import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { loadMeeting } from '../load-meeting';
import { Invalid } from '../../shared/errors';
import { Meeting } from '../meeting.entity';
import { MeetingNotOpen } from '../meeting.errors';
import { AddEntry } from './add-entry';
import { isWithoutChair, keepNaming, keepNamingInAbsence } from './keep-naming';
import { ensureChairSits, noteChair } from './note-chair';

export interface ChairNaming {
  meetingId: string;
  /** The version the user saw. */
  version: number;
  chairId: string;
  /** Asked of whoever is no chair. */
  reason?: string | null;
}

/**
 * Says who chairs one meeting while the panel's chair is away. From now on they run it, and open it on its day. Where no chair is there to say
 * it, everybody with a seat may, with the reason.
 */
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

  /** @throws Stale, MeetingNotOpen; Invalid for somebody without a seat on the panel, and without a reason where it is asked */
  async within(tx: Transaction, { meetingId, version, chairId, reason }: ChairNaming): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    const asked = { ...meeting, isWithoutChair: await isWithoutChair(tx, meetingId) };
    this.rules.ensureMay(tx.actor, 'name_chair', 'Meeting', asked);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    const why = this.rules.may(tx.actor, 'hold', 'Meeting', meeting) ? null : reasonOf(reason);
    await ensureChairSits(tx, meeting.panelId, chairId);
    if (why !== null) await ensureIsThere(tx, chairId);
    if (why === null) await keepNaming(tx, { meeting, chairId });
    else await keepNamingInAbsence(tx, { meeting, chairId, reason: why });
    await tx.change(Meeting, { id: meetingId, version }, { chairId });
    await noteChair(tx, this.addEntry, { meeting, chairId, reason: why });
    return { id: meetingId };
  }
}

/** @throws Invalid */
function reasonOf(reason: string | null | undefined): string {
  const why = reason?.trim() ?? '';
  if (why === '')
    throw new Invalid([
      { field: 'reason', message: 'Enter why you name who chairs, without anything about anybody’s health' },
    ]);
  return why;
}

/** @throws Invalid for whoever is away today, as the chair is */
async function ensureIsThere(tx: Transaction, chairId: string): Promise<void> {
  const away = await tx.query('SELECT 1 FROM absent_on($1) x WHERE x.user_id = $2', [tx.today, chairId]);
  if (away.length > 0) throw new Invalid([{ field: 'chairId', message: 'Select somebody who is not away today' }]);
}
