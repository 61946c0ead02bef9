import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { bringLinkedPlaces } from '../business/bring-topics';
import { loadMeeting, lockAgenda } from '../load-meeting';
import { MeetingBeforeItsDay, MeetingNotOpen } from '../meeting.errors';
import { Meeting } from '../meeting.entity';
import { AddEntry } from './add-entry';
import { keepNaming } from './keep-naming';
import { noteChair, seatedOn, whoChairsSits } from './note-chair';
import { noteQuorum } from './quorum-now';

export interface MeetingOpening {
  meetingId: string;
  /** The version the user saw. */
  version: number;
  chairId: string;
  minuteTakerId: string;
}

/** Opens a meeting in the room: who chairs and who minutes, and that the confidentiality statement was read out. */
@Injectable()
export class OpenMeeting {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addEntry: AddEntry,
  ) {}

  run(actor: Actor, opening: MeetingOpening, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, opening), submission);
  }

  /** Said again, it changes who chairs and minutes; the time it was opened stays the first. @throws Stale, MeetingNotOpen, MeetingBeforeItsDay */
  async within(
    tx: Transaction,
    { meetingId, version, chairId, minuteTakerId }: MeetingOpening,
  ): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'hold', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    if (meeting.heldOn > tx.today) throw new MeetingBeforeItsDay(meeting.heldOn);
    await lockAgenda(tx, meetingId);
    await ensureSeated(tx, meeting.panelId, { chairId, minuteTakerId });
    const [before] = await tx.query<{ startedAt: Date | null }>(
      'SELECT started_at AS "startedAt" FROM meetings WHERE id = $1',
      [meetingId],
    );
    await keepNaming(tx, { meeting, chairId });
    await tx.change(
      Meeting,
      { id: meetingId, version },
      { chairId, minuteTakerId, startedAt: before?.startedAt ?? tx.now, statementReadAt: before?.startedAt ?? tx.now },
    );
    // What was linked since the agenda was made is the panel's today: at the next meeting it would not be new any more.
    if (!meeting.isOpened) await bringLinkedPlaces(tx, meeting);
    await noteQuorum(tx, meetingId);
    await noteChair(tx, this.addEntry, { meeting, chairId });
    await tx.audit({
      act: 'meeting.opened',
      subjectType: 'meeting',
      subjectId: meetingId,
      fields: ['chairId', 'minuteTakerId', 'statementReadAt'],
    });
    return { id: meetingId };
  }
}

/** @throws Invalid for whoever has no seat on the panel */
async function ensureSeated(tx: Transaction, panelId: string, people: { chairId: string; minuteTakerId: string }) {
  const sits = await seatedOn(tx, panelId);
  const problems = [
    ...whoChairsSits(sits(people.chairId)),
    ...(sits(people.minuteTakerId)
      ? []
      : [{ field: 'minuteTakerId', message: 'Select who minutes from the people on the panel' }]),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}
