import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Stale } from '../shared/errors';
import { placesOf } from './build-agenda';
import { loadItem, refuseUndecidable } from './load-item';
import { loadMeeting, lockAgenda } from './load-meeting';
import { Meeting } from './meeting.entity';
import { MeetingItem } from './meeting-item.entity';

export interface ItemMove {
  meetingId: string;
  itemId: string;
  /** The version of the item the user saw. */
  version: number;
  to: 'earlier' | 'later';
}

/** Moves a case one place up or down among those still to be decided. What is decided, or hidden, keeps its number. */
@Injectable()
export class MoveItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, move: ItemMove, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, move), submission);
  }

  /** @throws Stale when the case or its neighbour was changed meanwhile; at either end nothing happens */
  async within(tx: Transaction, { meetingId, itemId, version, to }: ItemMove): Promise<{ id: string }> {
    const item = await loadItem(tx, { meetingId, itemId });
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', item);
    refuseUndecidable(item, version);
    await lockAgenda(tx, meetingId);
    const waiting = (await placesOf(tx, meetingId)).filter((one) => one.status === 'listed' && one.version !== null);
    const at = waiting.findIndex((one) => one.id === itemId);
    const [own, other] = [waiting[at], waiting[at + (to === 'earlier' ? -1 : 1)]];
    if (!own || own.version !== version) throw new Stale();
    if (!other || other.version === null) return { id: itemId };
    await tx.change(MeetingItem, { id: own.id, version }, { position: other.position });
    await tx.change(MeetingItem, { id: other.id, version: other.version }, { position: own.position });
    const meeting = await loadMeeting(tx, meetingId);
    await tx.change(Meeting, { id: meetingId, version: meeting.version }, { isOrderSet: true });
    await tx.audit({
      act: 'meeting_item.moved',
      subjectType: 'meeting_item',
      subjectId: itemId,
      individualId: item.individualId,
      fields: ['position'],
    });
    return { id: itemId };
  }
}
