import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { OutboxListeners } from '../platform/queue';
import { referralPaths } from './paths';
import { NOTICE_SUBJECTS, type NoticeKind } from './referral-words';
import { REFERRAL_NOTICE_MADE } from './tell';

interface NoticeToSend {
  kind: NoticeKind;
  email: string;
  referral_id: string;
}

/** Mails one notice, without a name: what the referral says is read in the product, by whoever still may. */
@Injectable()
export class SendReferralNotice implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
    // The worker alone listens to the outbox.
    @Optional() private readonly outbox?: OutboxListeners,
  ) {}

  onModuleInit(): void {
    this.outbox?.on([REFERRAL_NOTICE_MADE], ({ subjectId }) => this.run(subjectId));
  }

  /** Nothing of a cohort decision about somebody who is restricted since. May run twice: the message id is the notice's, and one that was sent is not sent again. */
  async run(id: string): Promise<void> {
    // Without a way out the referral and its answer stand in the product all the same.
    if (!this.mailer.isSetUp) return;
    const notice = await this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<NoticeToSend>(
        `SELECT n.kind, n.referral_id, u.email FROM referral_notices n JOIN users u ON u.id = n.recipient_id
          WHERE n.id = $1 AND n.sent_at IS NULL AND u.status = 'active' AND NOT is_withheld_notice(n.id)`,
        [id],
      );
      return row;
    });
    if (!notice) return;
    const subject = NOTICE_SUBJECTS[notice.kind];
    const page = new URL(referralPaths.referral(notice.referral_id), this.settings.baseUrl).href;
    const text = `${subject}.\n\nSign in to read it:\n${page}\n`;
    await this.mailer.send({ messageId: `referral-notice-${id}`, to: notice.email, subject, text });
    await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query('UPDATE referral_notices SET sent_at = $2 WHERE id = $1', [id, tx.now]),
    );
  }
}
