import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Conflict, Stale } from '../shared/errors';
import { AddEntry } from './room/add-entry';
import { lockItem } from './load-item';
import { MeetingItem } from './meeting-item.entity';
import { MeetingNotOpen } from './meeting.errors';

export interface ReturnToAgenda {
  meetingId: string;
  itemId: string;
  /** The version of the item the user saw. */
  version: number;
}

export class NotPutOff extends Conflict {
  constructor() {
    super('This case was not put off: it stands on the agenda.');
  }
}

/** Takes a deferral back while the meeting is not closed. That the case was put off, by whom and why, stays written down. */
@Injectable()
export class PutBack {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
    private readonly addEntry: AddEntry,
  ) {}

  run(actor: Actor, asked: ReturnToAgenda, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  /** @throws Stale, MeetingNotOpen, NotPutOff */
  async within(tx: Transaction, asked: ReturnToAgenda): Promise<{ id: string }> {
    const item = await lockItem(tx, asked);
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', item);
    if (item.version !== asked.version) throw new Stale();
    if (item.meetingStatus !== 'planned') throw new MeetingNotOpen();
    if (item.status !== 'deferred') throw new NotPutOff();
    const { meetingId, id: itemId } = item;
    const text = await whatItWas(tx, itemId);
    await this.addEntry.within(tx, { meetingId, itemId, kind: 'put_back', text });
    const listed = { status: 'listed' as const, deferredReason: null, deferredBy: null };
    await tx.change(MeetingItem, { id: itemId, version: asked.version }, listed);
    await tx.audit({
      act: 'meeting_item.put_back',
      subjectType: 'meeting_item',
      subjectId: itemId,
      individualId: item.individualId,
      fields: ['status', 'deferredReason'],
    });
    return { id: itemId };
  }
}

async function whatItWas(tx: Transaction, itemId: string): Promise<string> {
  const [was] = await tx.query<{ reason: string | null; by: string | null }>(
    `SELECT t.deferred_reason AS reason, u.display_name AS by FROM meeting_items t LEFT JOIN users u ON u.id = t.deferred_by WHERE t.id = $1`,
    [itemId],
  );
  return `It had been put off by ${was?.by ?? 'the coordinator'}: ${was?.reason ?? 'no reason is on record'}`;
}
