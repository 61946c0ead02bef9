import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { bringLinkedPlaces } from '../business/bring-topics';
import { loadMeeting, lockAgenda } from '../load-meeting';
import { MeetingNotOpen } from '../meeting.errors';
import { Meeting } from '../meeting.entity';
import { govTime } from '../../web/format-date';
import { AddEntry } from './add-entry';
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

  /** Said again, it changes who chairs and minutes; the time it was opened stays the first. @throws Stale, MeetingNotOpen */
  async within(
    tx: Transaction,
    { meetingId, version, chairId, minuteTakerId }: MeetingOpening,
  ): Promise<{ id: string }> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'hold', 'Meeting', meeting);
    if (meeting.status !== 'planned') throw new MeetingNotOpen();
    await lockAgenda(tx, meetingId);
    await ensureSeated(tx, meeting.panelId, { chairId, minuteTakerId });
    const [before] = await tx.query<{ startedAt: Date | null; chairId: string | null }>(
      'SELECT started_at AS "startedAt", chair_id AS "chairId" FROM meetings WHERE id = $1',
      [meetingId],
    );
    await tx.change(
      Meeting,
      { id: meetingId, version },
      { chairId, minuteTakerId, startedAt: before?.startedAt ?? tx.now, statementReadAt: before?.startedAt ?? tx.now },
    );
    // What was linked since the agenda was made is the panel's today: at the next meeting it would not be new any more.
    if (!meeting.isOpened) await bringLinkedPlaces(tx, meeting);
    await noteQuorum(tx, meetingId);
    if (meeting.isOpened && before?.chairId && before.chairId !== chairId)
      await this.noteChair(tx, meetingId, { from: before.chairId, to: chairId });
    await tx.audit({
      act: 'meeting.opened',
      subjectType: 'meeting',
      subjectId: meetingId,
      fields: ['chairId', 'minuteTakerId', 'statementReadAt'],
    });
    return { id: meetingId };
  }

  /** An entry of the meeting as a whole, which the minutes keep: they name one chair, and there were two. */
  private async noteChair(tx: Transaction, meetingId: string, { from, to }: { from: string; to: string }) {
    const people = await tx.query<{ id: string; name: string }>(
      'SELECT id, display_name AS name FROM users WHERE id = ANY ($1)',
      [[from, to]],
    );
    const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? '';
    const text = `${nameOf(to)} chairs from ${govTime(tx.now)}. Until then ${nameOf(from)} did.`;
    await this.addEntry.within(tx, { meetingId, kind: 'information', text });
  }
}

/** Whoever chairs or minutes hears every case, so they sit on the panel. */
async function ensureSeated(tx: Transaction, panelId: string, people: { chairId: string; minuteTakerId: string }) {
  const seated = await tx.query<{ userId: string }>(
    `SELECT m.user_id AS "userId" FROM panel_members m JOIN users u ON u.id = m.user_id AND u.status = 'active'
      WHERE m.panel_id = $1 AND m.ended_at IS NULL AND u.roles && ARRAY['panel_member','panel_chair']`,
    [panelId],
  );
  const sits = (id: string): boolean => seated.some(({ userId }) => userId === id);
  const problems = [
    ...(sits(people.chairId) ? [] : [{ field: 'chairId', message: 'Select who chairs from the people on the panel' }]),
    ...(sits(people.minuteTakerId)
      ? []
      : [{ field: 'minuteTakerId', message: 'Select who minutes from the people on the panel' }]),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}
