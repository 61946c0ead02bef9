import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { Mailer } from '../platform/mail';
import { type OutboxEvent, OutboxListeners } from '../platform/queue';
import { newId } from '../shared/ids';
import { reminderPaths } from './paths';

const UNTOLD = 'reminders.untold';
const SUBJECT = 'Reminders did not reach whom they were for';

/**
 * On a day in London without a word yet: rungs that the scan found nobody for, or an address that took no mail, since the last
 * word. Since the day before at the earliest: what stood before that is on their page, and one look must stay cheap.
 */
const IS_NEWS = `
  WITH said AS (SELECT greatest(max(o.at), ($1::date - 1)::timestamp AT TIME ZONE 'Europe/London') AS at,
                       coalesce(bool_or((o.at AT TIME ZONE 'Europe/London')::date = $1::date), false) AS today
                  FROM outbox_events o WHERE o.kind = $2 AND o.at >= ($1::date - 1)::timestamp AT TIME ZONE 'Europe/London')
  SELECT 1 FROM said
   WHERE NOT said.today
     AND (EXISTS (SELECT 1 FROM reminders m WHERE m.status = 'failed' AND m.last_error LIKE 'untold\\_%' AND m.owed_at > said.at)
       OR EXISTS (SELECT 1 FROM address_bounces b WHERE b.cleared_at IS NULL AND b.bounced_at > said.at))`;

/**
 * Mails administrators, once a day at most, that everybody up the ladder is away, disabled or without an address, or that an
 * address takes no mail: they can have it mended. Whom and what, without any case, is on their page of reminders that did not arrive.
 */
@Injectable()
export class TellOfUntold implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    private readonly listeners: OutboxListeners,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.listeners.on([UNTOLD], (event) => this.run(event));
  }

  /** After each scan. */
  announce(): Promise<boolean> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      // Two workers that look at once would each say it.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [UNTOLD]);
      const isNews = (await tx.query(IS_NEWS, [tx.today, UNTOLD])).length > 0;
      if (isNews) await tx.announce(UNTOLD, newId());
      return isNews;
    });
  }

  /** May run twice: the message id is that of the announcement and its reader. */
  async run({ id }: OutboxEvent): Promise<void> {
    if (!this.mailer.isSetUp) return;
    const told = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<{ id: string; email: string }>(
        `SELECT u.id, u.email FROM users u WHERE u.status = 'active' AND 'administrator' = ANY (u.roles) AND u.email LIKE '%@%' ORDER BY u.id`,
      ),
    );
    const page = new URL(reminderPaths.deliveries, this.settings.baseUrl).href;
    for (const { id: userId, email: to } of told) {
      const text = `An e-mail address takes no mail, or everybody whom the ladder names for some reminders is away, disabled or without an address.\n\nSign in to see who, and have it mended:\n${page}\n`;
      await this.mailer.send({ messageId: `reminders-untold-${id}-${userId}`, to, subject: SUBJECT, text });
    }
  }
}
