import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { landEscalations } from './escalations/land-escalations';
import { loadItem, refuseUndecidable } from './load-item';
import { MeetingItem } from './meeting-item.entity';

export interface Deferral {
  meetingId: string;
  itemId: string;
  /** The version of the item the user saw. */
  version: number;
  reason: string;
}

/** Puts a case off to the next meeting, which lists it again by itself, with the reason why. */
@Injectable()
export class DeferItem {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, deferral: Deferral, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, deferral), submission);
  }

  /** @throws Stale, AlreadyDecided, MeetingNotOpen; Invalid without a reason */
  async within(tx: Transaction, deferral: Deferral): Promise<{ id: string }> {
    const item = await loadItem(tx, deferral);
    this.rules.ensureMay(tx.actor, 'build_agenda', 'Meeting', item);
    refuseUndecidable(item, deferral.version);
    if (deferral.reason.trim() === '')
      throw new Invalid([{ field: 'reason', message: 'Enter why the case is put off' }]);
    await tx.change(
      MeetingItem,
      { id: item.id, version: deferral.version },
      { status: 'deferred', deferredReason: deferral.reason.trim(), deferredBy: tx.actor.userId },
    );
    await landEscalations(tx, item.panelId);
    await tx.audit({
      act: 'meeting_item.deferred',
      subjectType: 'meeting_item',
      subjectId: item.id,
      individualId: item.individualId,
      fields: ['deferredReason'],
    });
    return { id: item.id };
  }
}
