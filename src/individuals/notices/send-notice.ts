import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { SYSTEM_ACTOR } from '../../platform/access';
import { Transactions } from '../../platform/database';
import { Mailer } from '../../platform/mail';
import { OutboxListeners } from '../../platform/queue';
import type { AccessNoticeKind } from './access-notice.entity';
import { accessPaths } from '../paths';
import { NOTICE_MADE } from './tell';

interface NoticeToSend {
  kind: AccessNoticeKind;
  email: string;
}

const SUBJECTS: Record<AccessNoticeKind, string> = {
  break_glass: 'A record you answer for was opened urgently',
  restricted: 'You are named on a restricted record',
  named: 'You are named on a restricted record',
  lift_asked: 'A restriction waits for a second person',
  lifted: 'A restriction was lifted',
  family_contested: 'More than one person says they champion a family',
  family_settled: 'It is settled who champions a family',
  merged: 'A record you lead was merged with another',
  merge_undone: 'Two records that were merged were taken apart',
};

/** Mails one notice, without a name or a reference: what it is about is read in the product, by whoever still may. */
@Injectable()
export class SendNotice implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
    // The worker alone listens to the outbox.
    @Optional() private readonly outbox?: OutboxListeners,
  ) {}

  onModuleInit(): void {
    this.outbox?.on([NOTICE_MADE], ({ subjectId }) => this.run(subjectId));
  }

  /** May run twice: the message id is the notice's, and one that was sent is not sent again. */
  async run(id: string): Promise<void> {
    // Without a way out the notice stands in the product all the same.
    if (!this.mailer.isSetUp) return;
    const notice = await this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<NoticeToSend>(
        `SELECT n.kind, u.email FROM access_notices n JOIN users u ON u.id = n.recipient_id
          WHERE n.id = $1 AND n.sent_at IS NULL AND u.status = 'active'`,
        [id],
      );
      return row;
    });
    if (!notice) return;
    const subject = SUBJECTS[notice.kind];
    const inbox = new URL(accessPaths.notices, this.settings.baseUrl).href;
    const text = `${subject}.\n\nSign in to see what it is about:\n${inbox}\n`;
    await this.mailer.send({ messageId: `access-notice-${id}`, to: notice.email, subject, text });
    await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query('UPDATE access_notices SET sent_at = $2 WHERE id = $1', [id, tx.now]),
    );
  }
}
