import { Logger } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../access';
import type { Transactions } from '../database';
import { MailAway, Mailer, type Message } from './mailer';
import { faultInShort } from '../../shared/describe-fault';

/** Another process may have seen it otherwise since: what this one knows is not older than that. */
const KNOWN_FOR_MILLISECONDS = 30_000;

const WRITE = {
  away: `INSERT INTO worker_heartbeat (beat_at, mail_away_since) VALUES ('-infinity', now())
         ON CONFLICT ON CONSTRAINT worker_heartbeat_pk DO UPDATE SET mail_away_since = coalesce(worker_heartbeat.mail_away_since, now())`,
  back: 'UPDATE worker_heartbeat SET mail_away_since = NULL WHERE mail_away_since IS NOT NULL',
};

/** Says in PostgreSQL since when no message has left, for whoever can have it mended: the pages look there (WorkerWatch). */
export class WatchedMailer extends Mailer {
  readonly isSetUp: boolean;
  override readonly atOnce: number;
  private readonly logger = new Logger(WatchedMailer.name);
  private known?: { state: keyof typeof WRITE; at: number };

  constructor(
    private readonly mailer: Mailer,
    private readonly transactions: Transactions,
  ) {
    super();
    this.isSetUp = mailer.isSetUp;
    this.atOnce = mailer.atOnce;
  }

  async send(message: Message): Promise<void> {
    try {
      await this.mailer.send(message);
    } catch (error) {
      // A message that was refused was looked at: the way out is open.
      await this.seen(error instanceof MailAway ? 'away' : 'back');
      throw error;
    }
    await this.seen('back');
  }

  override onModuleDestroy(): void {
    this.mailer.onModuleDestroy?.();
  }

  /** Does not fail: whether a message has left is not for this to say. */
  private async seen(state: keyof typeof WRITE): Promise<void> {
    const { known } = this;
    if (known?.state === state && performance.now() - known.at < KNOWN_FOR_MILLISECONDS) return;
    this.known = { state, at: performance.now() };
    await this.transactions
      .act(SYSTEM_ACTOR, (tx) => tx.query(WRITE[state]))
      .catch((error: unknown) => this.logger.warn(faultInShort(error)));
  }
}
