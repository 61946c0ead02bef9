import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { newId } from '../../shared/ids';
import { loadMeeting } from '../load-meeting';

export interface PackCopy {
  id: string;
  copyNumber: number;
}

/** Makes a numbered copy of the pack for whoever asks, cut to what they may see, and keeps who received which. */
@Injectable()
export class MakeCopy {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, asked: { meetingId: string; format: 'print' | 'pdf' }, submission?: Submission): Promise<PackCopy> {
    return this.transactions.act(actor, (tx) => this.within(tx, asked), submission);
  }

  async within(
    tx: Transaction,
    { meetingId, format }: { meetingId: string; format: 'print' | 'pdf' },
  ): Promise<PackCopy> {
    const meeting = await loadMeeting(tx, meetingId);
    this.rules.ensureMay(tx.actor, 'read', 'Meeting', meeting);
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pack of ${meetingId}`]);
    const id = newId();
    const [copy] = await tx.query<{ copyNumber: number; seen: string[]; hidden: number }>(
      `SELECT coalesce((SELECT max(c.copy_number) FROM meeting_pack_copies c WHERE c.meeting_id = $1), 0) + 1 AS "copyNumber",
              coalesce(array_agg(t.id) FILTER (WHERE t.id IS NOT NULL), '{}') AS seen,
              count(*) FILTER (WHERE a.item_id IS NOT NULL AND t.id IS NULL)::integer AS hidden
         FROM agenda_places(ARRAY[$1::uuid]) a
         LEFT JOIN meeting_items t ON t.id = a.item_id AND t.individual_id <> ALL ((SELECT conflicted_cases())::uuid[])
          AND EXISTS (SELECT 1 FROM individuals i WHERE i.id = t.individual_id AND i.access_keys && $2::uuid[])`,
      [meetingId, tx.actor.accessKeys],
    );
    const { copyNumber = 1, seen = [], hidden = 0 } = copy ?? {};
    await tx.query(
      `INSERT INTO meeting_pack_copies (id, meeting_id, panel_id, recipient_id, format, copy_number, item_ids, hidden_items, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, meetingId, meeting.panelId, tx.actor.userId, format, copyNumber, seen, hidden, tx.now],
    );
    await tx.audit({ act: 'meeting_pack.copied', subjectType: 'meeting', subjectId: meetingId, fields: ['itemIds'] });
    return { id, copyNumber };
  }
}
