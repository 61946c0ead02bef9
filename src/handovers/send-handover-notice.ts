import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { OutboxListeners } from '../platform/queue';
import type { NoticeKind } from './handovers.queries';
import { noticeWords } from './notice-words';
import { HANDOVER_NOTICE_MADE } from './notices';
import type { Day } from '../shared/day';
import { handoverPaths } from './paths';

interface NoticeToSend {
  kind: NoticeKind;
  is_away: boolean;
  away_until: Day | null;
  email: string;
  references: string[];
}

/** Mails one notice: a subject that names nobody, and references for those who know them. */
@Injectable()
export class SendHandoverNotice implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
    // The worker alone listens to the outbox.
    @Optional() private readonly outbox?: OutboxListeners,
  ) {}

  onModuleInit(): void {
    this.outbox?.on([HANDOVER_NOTICE_MADE], ({ subjectId }) => this.run(subjectId));
  }

  /** May run twice: the message id is the notice's, and one that was sent is not sent again. */
  async run(id: string): Promise<void> {
    // Without a way out the notice stands in the product all the same.
    if (!this.mailer.isSetUp) return;
    const notice = await this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<NoticeToSend>(
        `SELECT n.kind, n.is_away, n.away_until, u.email, handover_notice_references(n.id) AS references
           FROM handover_notices n JOIN users u ON u.id = n.recipient_id
          WHERE n.id = $1 AND n.sent_at IS NULL AND u.status = 'active'`,
        [id],
      );
      return row;
    });
    if (!notice) return;
    const { subject, text } = noticeWords(notice);
    const inbox = new URL(handoverPaths.notices, this.settings.baseUrl).href;
    const lines = [
      text,
      ...(notice.references.length > 0 ? ['', ...notice.references] : []),
      '',
      `Sign in: ${inbox}`,
      '',
    ];
    await this.mailer.send({ messageId: `handover-notice-${id}`, to: notice.email, subject, text: lines.join('\n') });
    await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query('UPDATE handover_notices SET sent_at = $2 WHERE id = $1', [id, tx.now]),
    );
  }
}
