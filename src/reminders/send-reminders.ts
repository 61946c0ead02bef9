import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { Actors } from '../platform/auth';
import { Reader } from '../platform/database';
import { MailAway, Mailer, MailRefused } from '../platform/mail';
import { Clock } from '../shared/clock';
import { type Digest, type DueItem, writeDigest } from './domain/digest';
import { reminderPaths } from './paths';
import { type Claim, type PreparedMessage, ReminderLedger } from './reminder-ledger';
import { type ReadableReminderRow, readableReminders } from './reminders.queries';

export type Sending = 'nothing' | 'sent' | 'failed';

/**
 * Sends one person what is owed to them as one message. May run twice, late, or be killed anywhere: the lease says who
 * sends, the message id is fixed before the first attempt, and what it mentions is read as the recipient, now.
 */
@Injectable()
export class SendReminders {
  private readonly logger = new Logger(SendReminders.name);

  constructor(
    private readonly ledger: ReminderLedger,
    private readonly actors: Actors,
    private readonly reader: Reader,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run(leaseId: string): Promise<Sending> {
    const claim = await this.ledger.claim(leaseId);
    if (!claim) return 'nothing';
    const recipient = await this.actors.load(claim.recipientId);
    if (!recipient) {
      await this.ledger.suppress(claim, idsOf(claim), 'recipient_disabled');
      return 'nothing';
    }
    const rows = await this.reader.many<ReadableReminderRow>(
      recipient,
      undefined,
      readableReminders(recipient, idsOf(claim)),
    );
    const readable = rows.map((row) => row.id);
    const unreadable = idsOf(claim).filter((id) => !readable.includes(id));
    if (unreadable.length > 0) await this.ledger.suppress(claim, unreadable, 'may_not_see');
    if (readable.length === 0) return 'nothing';
    const message = await this.ledger.prepare(claim, readable);
    const mentioned = rows.filter((row) => message.ids.includes(row.id)).map(dueItem);
    const inbox = new URL(reminderPaths.list, this.settings.baseUrl).href;
    return this.hand(claim, message, { to: recipient.email, ...writeDigest(mentioned, this.clock.today(), inbox) });
  }

  private async hand(claim: Claim, message: PreparedMessage, mail: Digest & { to: string }): Promise<Sending> {
    try {
      await this.mailer.send({ messageId: message.messageId, isFirstAttempt: message.isFirstAttempt, ...mail });
    } catch (error) {
      if (!(error instanceof MailAway) && !(error instanceof MailRefused)) throw error;
      this.logger.warn(`Mail to user ${claim.recipientId} did not leave: ${error.message}`);
      const isRefused = error instanceof MailRefused;
      if (isRefused && error.isAboutAddress) await this.ledger.addressRefused(claim, message, error.message);
      else await this.ledger.failed(claim, message, error.message, isRefused);
      return 'failed';
    }
    await this.ledger.sent(claim, message);
    return 'sent';
  }
}

const idsOf = (claim: Claim): string[] => claim.reminders.map(({ id }) => id);

const dueItem = (row: ReadableReminderRow): DueItem => ({
  kind: row.kind,
  part: row.told_as,
  audience: row.audience,
  dueOn: row.due_on,
  isRedirected: row.instead_of !== null,
  isRepeated: row.times_said > 0,
});
