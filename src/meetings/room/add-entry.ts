import { Injectable } from '@nestjs/common';
import { keptTo, type ItemVisibility } from '../../notes';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { returnsDueOn } from '../domain/panel-rules';
import { loadItemToMinute } from '../left-item';
import { loadMeeting } from '../load-meeting';
import { type EntryKind, MeetingEntry } from '../meeting-entry.entity';
import { MeetingWasCancelled } from '../meeting.errors';
import { refuseSealed } from './refuse-sealed';

export interface NewEntry extends Pick<ItemVisibility, 'visibility' | 'visibleTo'> {
  meetingId: string;
  /** Left out for what is said of no single case. */
  itemId?: string | null;
  kind: EntryKind;
  text: string;
  /** With a correction: the entry it corrects, when it corrects one. */
  correctsId?: string | null;
}

export class MeetingIsOver extends Conflict {
  constructor() {
    super('This meeting is closed. Add what is wrong or missing to its minutes as a correction.');
  }
}

/**
 * Writes down a return before the meeting, what is said in the room, or a correction of the minutes. Entries are only
 * added: two people who minute at once both keep every word.
 */
@Injectable()
export class AddEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, entry: NewEntry, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, entry), submission);
  }

  /** @throws MeetingWasCancelled; MeetingIsOver for anything but a correction once it is closed; MinutesSealed once they are approved */
  async within(tx: Transaction, entry: NewEntry): Promise<{ id: string }> {
    const { meetingId, itemId, kind, text, correctsId } = entry;
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'minute', 'Meeting', meeting);
    const item = itemId ? await loadItemToMinute(tx, { meetingId, itemId }) : null;
    await refuseSealed(tx, meetingId);
    if (meeting.status === 'cancelled') throw new MeetingWasCancelled();
    if (meeting.status !== 'planned' && kind !== 'correction') throw new MeetingIsOver();
    if (text.trim() === '') throw new Invalid([{ field: 'text', message: 'Enter what to write down' }]);
    if (correctsId) await ensureOfMeeting(tx, meetingId, correctsId, item?.id ?? null);
    const kept = item === null ? {} : await this.keptTo(tx, item.individualId, entry);
    const id = newId();
    await tx.insert(MeetingEntry, {
      id,
      meetingId,
      panelId: meeting.panelId,
      itemId: item?.id ?? null,
      individualId: item?.individualId ?? null,
      kind,
      text: text.trim(),
      correctsId: correctsId ?? null,
      isLate: kind === 'return' && (await isLate(tx, meeting)),
      authorId: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      recordedAt: tx.now,
      ...kept,
    });
    await tx.audit({
      act: `meeting_entry.${kind === 'return' ? 'returned' : 'added'}`,
      subjectType: item ? 'meeting_item' : 'meeting',
      subjectId: item?.id ?? meetingId,
      individualId: item?.individualId,
      fields: ['kind', 'text'],
    });
    return { id };
  }

  private async keptTo(tx: Transaction, individualId: string, { visibility, visibleTo }: NewEntry) {
    const kept = await keptTo(tx, individualId, { visibility, visibleTo });
    return { visibility: kept.visibility, visibleTo: kept.visibleTo };
  }
}

async function ensureOfMeeting(
  tx: Transaction,
  meetingId: string,
  correctsId: string,
  itemId: string | null,
): Promise<void> {
  const [corrected] = await tx.query<{ itemId: string | null }>(
    `SELECT item_id AS "itemId" FROM meeting_entries WHERE id = $1 AND meeting_id = $2
      UNION ALL SELECT (l.content->>'item_id')::uuid FROM minutes_of_who_left($2) l WHERE l.part = 'entry' AND l.content->>'id' = $1::text`,
    [correctsId, meetingId],
  );
  if (corrected && corrected.itemId === itemId) return;
  throw new Invalid([{ field: 'correctsId', message: 'Select an entry of the same case to correct' }]);
}

async function isLate(tx: Transaction, meeting: { panelId: string; heldOn: string }): Promise<boolean> {
  const [panel] = await tx.query<{ daysBefore: number }>(
    'SELECT returns_days_before AS "daysBefore" FROM panels WHERE id = $1',
    [meeting.panelId],
  );
  return tx.today > returnsDueOn(meeting.heldOn, panel?.daysBefore ?? 0);
}
