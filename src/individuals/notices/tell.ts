import type { Transaction } from '../../platform/database';
import { newId } from '../../shared/ids';
import { AccessNotice, type AccessNoticeKind } from './access-notice.entity';

/** The outbox event of one notice; the worker mails it. */
export const NOTICE_MADE = 'access_notice.made';

interface Telling {
  kind: Exclude<AccessNoticeKind, 'break_glass'>;
  individualId: string;
  recipients: string[];
}

/** Tells each person but the actor, in the product now and by mail soon, about a change of who may see. */
export async function tell(tx: Transaction, { kind, individualId, recipients }: Telling): Promise<void> {
  for (const recipientId of recipients.filter((id) => id !== tx.actor.userId)) {
    const id = newId();
    await tx.insert(AccessNotice, { id, recipientId, kind, individualId, madeBy: tx.actor.userId, madeAt: tx.now });
    await tx.announce(NOTICE_MADE, id);
  }
}
