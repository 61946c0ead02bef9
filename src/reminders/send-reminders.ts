import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { Actors } from '../platform/auth';
import { Reader } from '../platform/database';
import { MailAway, Mailer, MailRefused } from '../platform/mail';
import { faultInShort } from '../shared/describe-fault';
import { Clock } from '../shared/clock';
import { DailyScan } from './daily-scan';
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
  private onTheirWay = 0;
  private readonly waiting: (() => void)[] = [];
  private claiming: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: ReminderLedger,
    private readonly scan: DailyScan,
    private readonly actors: Actors,
    private readonly reader: Reader,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * What of these leases is still to be had, each recipient's message by itself: one that fails holds up no other. One job
   * claims after the other, so that messages begin in the order in which the jobs came: who has waited longest first.
   */
  async run(leaseIds: readonly string[]): Promise<Sending[]> {
    await this.scan.ofToday();
    const claiming = this.claiming.then(() => this.claimed(leaseIds));
    this.claiming = claiming.catch(() => undefined);
    const claims = await claiming;
    return Promise.all(claims.map((claim) => this.inTurn(() => this.attempt(claim))));
  }

  /** What cannot be claimed together is claimed one by one, so that one poisoned lease spoils itself alone. */
  private async claimed(leaseIds: readonly string[]): Promise<Claim[]> {
    try {
      return await this.ledger.claim(leaseIds);
    } catch (error) {
      this.logger.error(faultInShort(error));
      if (leaseIds.length < 2) throw error;
      const each = await Promise.allSettled(leaseIds.map((leaseId) => this.ledger.claim([leaseId])));
      return each.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    }
  }

  /** No more at a time than the way out takes, however many jobs there are. */
  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.onTheirWay >= this.mailer.atOnce) await new Promise<void>((free) => this.waiting.push(free));
    else this.onTheirWay += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.onTheirWay -= 1;
    }
  }

  private async attempt(claim: Claim): Promise<Sending> {
    try {
      if (performance.now() > claim.beginBefore) {
        await this.ledger.release(claim);
        return 'nothing';
      }
      return await this.send(claim);
    } catch (error) {
      this.logger.error(`A message to user ${claim.recipientId}: ${faultInShort(error)}`);
      const name = error instanceof Error ? error.name : 'unknown';
      await this.ledger.stumbled(claim, name).catch(() => undefined);
      return 'failed';
    }
  }

  private async send(claim: Claim): Promise<Sending> {
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
    const readable = new Set(rows.map((row) => row.id));
    const unreadable = idsOf(claim).filter((id) => !readable.has(id));
    if (unreadable.length > 0) await this.ledger.suppress(claim, unreadable, 'may_not_see');
    if (readable.size === 0) return 'nothing';
    const message = await this.ledger.prepare(claim, readable);
    const together = new Set(message.ids);
    const mentioned = rows.filter((row) => together.has(row.id)).map(dueItem);
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
  isAlsoForAnother: row.instead_of === null && row.is_also_for_another,
  isRepeated: row.times_said > 0,
});
