import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../../config';
import { newId } from '../../../shared/ids';
import { SYSTEM_ACTOR } from '../../access';
import { type Transaction, Transactions } from '../../database';
import { Mailer } from '../../mail';
import { keepingProblems } from '../domain/keeping-state';
import { keepingTasks } from '../keeping-tasks';

const WATCH_LOCK = 7_316_002;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Looked at twice: a row may be committed a little after the instant it says. */
const OVERLAP = 2 * MINUTE;

interface Untold {
  id: string;
}

interface Recipient {
  userId: string;
  email: string;
}

/**
 * Raises access that is not like work, and a keeping of the audit that fails, to governance: as rows, and by e-mail that
 * says how many and nothing about anybody.
 */
@Injectable()
export class WatchAccess {
  private readonly logger = new Logger(WatchAccess.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly mailer: Mailer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run(): Promise<void> {
    const isMine = await this.transactions.act(SYSTEM_ACTOR, (tx) => this.look(tx));
    if (!isMine) return;
    await this.tell();
    await this.tellTheNamed();
  }

  /** From where the last look ended, at most a day back; a second worker at the same time does nothing. */
  private async look(tx: Transaction): Promise<boolean> {
    const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [WATCH_LOCK]);
    if (lock?.mine !== true) return false;
    const [last] = await tx.query<{ last_ok_at: Date | null }>(
      `SELECT last_ok_at FROM audit_keeping WHERE task = 'watch'`,
    );
    const earliest = tx.now.getTime() - DAY;
    const since = Math.max(earliest, Math.min((last?.last_ok_at ?? new Date(0)).getTime(), tx.now.getTime()) - OVERLAP);
    await tx.query('SELECT raise_unusual_access($1, $2)', [new Date(since), tx.now]);
    await this.raiseKeepingFaults(tx);
    await tx.query(
      `INSERT INTO audit_keeping (task, last_ok_at) VALUES ('watch', $1)
       ON CONFLICT ON CONSTRAINT audit_keeping_pk DO UPDATE SET last_ok_at = $1, failing_since = NULL, last_error = NULL`,
      [tx.now],
    );
    return true;
  }

  /** Once for as long as nobody has looked at it. */
  private async raiseKeepingFaults(tx: Transaction): Promise<void> {
    const kept = await tx.query<{ task: string; last_ok_at: Date | null; failing_since: Date | null }>(
      'SELECT task, last_ok_at, failing_since FROM audit_keeping',
    );
    const { watch: _self, ...others } = keepingTasks(this.settings);
    const problems = keepingProblems(
      kept.map((row) => ({ task: row.task, lastOkAt: row.last_ok_at, failingSince: row.failing_since })),
      others,
      tx.now,
    ).filter((problem) => problem.state === 'failing');
    if (problems.length === 0) return;
    await tx.query(
      `INSERT INTO unusual_access (id, kind, counted, from_at, until_at, raised_at)
       SELECT $1, 'audit_keeping', $2, $3, $4, $4
        WHERE NOT EXISTS (SELECT 1 FROM unusual_access WHERE kind = 'audit_keeping' AND state = 'new')`,
      [newId(), problems.length, problems[0]?.since ?? tx.now, tx.now],
    );
  }

  /** Sent before it is marked: a crash between repeats a message under the same id, and loses none. */
  private async tell(): Promise<void> {
    const { untold, addresses } = await this.transactions.act(SYSTEM_ACTOR, async (tx) => ({
      untold: await tx.query<Untold>(
        "SELECT id FROM unusual_access WHERE told_at IS NULL AND kind <> 'restricted_records' ORDER BY raised_at, id LIMIT 500",
      ),
      addresses: await tx.query<{ id: string; email: string }>(
        `SELECT id, email FROM users WHERE status = 'active' AND 'governance' = ANY (roles)`,
      ),
    }));
    const [first] = untold;
    if (!first || !this.mailer.isSetUp) return;
    for (const { id, email } of addresses) {
      await this.mailer.send({
        messageId: `unusual-access-${first.id}-${id}`,
        to: email,
        subject: 'Unusual access to look at',
        text: this.textOf(untold.length),
      });
    }
    await this.told(untold);
    this.logger.log(`Told governance of ${untold.length} to look at`);
  }

  /** Of restricted records governance knows nothing: whoever manages there and is named hears that somebody read many. */
  private async tellTheNamed(): Promise<void> {
    const untold = await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query<Untold & Recipient>(
        `SELECT x.id, t.id AS "userId", t.email
           FROM unusual_access x, LATERAL told_of_restricted_reading(x.id) t
          WHERE x.told_at IS NULL AND x.kind = 'restricted_records' ORDER BY x.raised_at, x.id, t.id LIMIT 500`,
      ),
    );
    if (untold.length === 0 || !this.mailer.isSetUp) return;
    for (const { id, userId, email } of untold) {
      await this.mailer.send({
        messageId: `restricted-reading-${id}-${userId}`,
        to: email,
        subject: 'Many records looked at in a short time',
        text: this.textForTheNamed(),
      });
    }
    await this.told(untold);
  }

  private async told(raised: { id: string }[]): Promise<void> {
    await this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      await tx.query(
        'UPDATE unusual_access SET told_at = $2, version = version + 1 WHERE id = ANY ($1) AND told_at IS NULL',
        [raised.map(({ id }) => id), tx.now],
      );
    });
  }

  private textForTheNamed(): string {
    return [
      'Somebody has looked at many records that few people may see in a short time. You are named on at least one of them.',
      'Sign in, open “Who has looked at this record” on those you are named on, and ask whoever you do not expect there:',
      this.settings.baseUrl,
    ].join('\n\n');
  }

  private textOf(count: number): string {
    return [
      count === 1 ? 'One thing was noticed in the audit.' : `${count} things were noticed in the audit.`,
      'Sign in to see what it was, who it was and to say what you found:',
      `${this.settings.baseUrl}/unusual-access`,
    ].join('\n\n');
  }
}
