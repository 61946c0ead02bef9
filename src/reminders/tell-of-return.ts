import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { type OutboxEvent, OutboxListeners } from '../platform/queue';
import { reminderPaths } from './paths';

const SUBJECT = 'A plan was returned to you';

/** Mails those who lead and own a plan that a manager sent back; which one, they read in the product. */
@Injectable()
export class TellOfReturn implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    private readonly listeners: OutboxListeners,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on(['plan.returned'], (event) => this.run(event));
  }

  /** May run twice: the message id is that of the return and its reader. Nothing is said of a plan that was sent again. */
  async run({ id, subjectId }: OutboxEvent): Promise<void> {
    // Without a way out it stands in the inbox all the same.
    if (!this.mailer.isSetUp) return;
    const told = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<{ user_id: string; email: string }>('SELECT user_id, email FROM told_of_returned_plan($1)', [subjectId]),
    );
    const inbox = new URL(reminderPaths.list, this.settings.baseUrl).href;
    for (const { user_id: userId, email: to } of told) {
      await this.mailer.send({
        messageId: `plan-returned-${id}-${userId}`,
        to,
        subject: SUBJECT,
        text: `${SUBJECT}, with a comment: something must change before it can be approved.\n\nSign in to see which:\n${inbox}\n`,
      });
    }
  }
}
