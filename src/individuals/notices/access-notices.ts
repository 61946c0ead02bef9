import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader, Transactions } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { type AccessNoticeRow, accessNotices } from './access-notices.queries';

/** What the actor was told about access to records. */
@Injectable()
export class AccessNotices {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  async list(actor: Actor, cursor: unknown): Promise<CursorPage<AccessNoticeRow>> {
    const entry = { act: 'access_notices.listed', subjectType: 'access_notice' };
    const statement = accessNotices(actor, decodeCursor(cursor, 2), PAGE_SIZE);
    const rows = await this.reader.many<AccessNoticeRow>(actor, entry, statement);
    return pageOf(rows, (row) => [row.made_at.toISOString(), row.id]);
  }

  /** Marks all of the actor's as read. */
  markRead(actor: Actor): Promise<void> {
    return this.transactions.act(actor, async (tx) => {
      await tx.query('UPDATE access_notices SET read_at = $2 WHERE recipient_id = $1 AND read_at IS NULL', [
        actor.userId,
        tx.now,
      ]);
      await tx.audit({ act: 'access_notices.marked_read', subjectType: 'access_notice' });
    });
  }
}
