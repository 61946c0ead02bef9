import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../../src/config';
import { Rounds } from '../../../src/reminders/jobs/rounds';
import { type RunningWorker, startWorker } from '../../../src/start-worker';
import { type CaseOptions, makeCase, type MadeCase } from '../../factories';
import { TestApp } from '../../support/test-app';
import { Mailbox } from './mailbox';
import { until } from './until';

export interface ReminderRow {
  email: string;
  kind: string;
  rung: string;
  instead_of: string | null;
  redirect_reason: string | null;
  away_until: string | null;
  told_as: string;
  status: string;
  status_reason: string | null;
  attempts: number;
  message_id: string | null;
  last_error: string | null;
  lease_id: string | null;
}

/** The web application, a worker on the queue of this suite (PostgreSQL, or Redis with REDIS_URL), and a mail server. */
export class RemindersTest {
  worker?: RunningWorker;

  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
  ) {}

  static async start(): Promise<RemindersTest> {
    return new RemindersTest(await TestApp.start(), await Mailbox.open());
  }

  async stop(): Promise<void> {
    await this.worker?.stop();
    await this.app.stop();
    await this.mailbox.close();
  }

  environment(changes: Record<string, string> = {}): Record<string, string> {
    const { REDIS_URL } = process.env;
    return {
      DATABASE_URL: this.app.database.serviceUrl,
      ...(REDIS_URL ? { REDIS_URL } : {}),
      SMTP_URL: this.mailbox.smtpUrl,
      BASE_URL: 'http://localhost:3000',
      SCAN_EVERY_SECONDS: '1',
      // At whatever hour the tests run.
      DIGEST_HOUR: '0',
      AUDIT_HEAD_FILE: join(tmpdir(), 'cohort-tests-audit-heads.jsonl'),
      LOG_LEVEL: process.env.TEST_LOG ?? 'error',
      ...changes,
    };
  }

  /**
   * A case that owes its review and nothing else: screened, and new in the cohort. Made at once, because a scan that came
   * in between would find a plan without a review date. Young enough that no birthday brings the review forward, which is
   * asked again whenever the test's clock is set to another day.
   */
  async makeCase(options: CaseOptions): Promise<MadeCase> {
    const [made] = await this.makeCases([options]);
    if (!made) throw new Error('No case was made');
    return made;
  }

  /** Several that every scan finds together. */
  async makeCases(all: CaseOptions[]): Promise<MadeCase[]> {
    const made: MadeCase[] = [];
    await this.app.sql('BEGIN');
    for (const options of all) {
      const quiet = {
        dateOfBirth: '2011-03-27',
        screenedOn: '2026-11-01',
        cohortSince: '2026-11-02',
        plan: 'live',
      } as const;
      made.push(await makeCase(this.app, { ...quiet, ...options }));
    }
    await this.app.sql('COMMIT');
    return made;
  }

  /** Nothing is owed about anybody any more, and nobody is away. */
  async endEverything(): Promise<void> {
    await this.app.sql(`
      BEGIN;
      SELECT 1 FROM plans ORDER BY id FOR UPDATE; -- first, as everybody who changes a schedule does
      UPDATE review_schedules SET status = 'cancelled', version = version + 1 WHERE status = 'active';
      UPDATE plans SET status = 'closed', closed_at = now(), version = version + 1 WHERE status <> 'closed';
      UPDATE actions SET status = 'done', closed_at = now(), version = version + 1 WHERE status = 'open';
      UPDATE cohort_memberships SET ended_on = greatest(started_on, '2026-11-21'), exit_reason = 'moved_area', version = version + 1 WHERE ended_on IS NULL;
      UPDATE absences SET cancelled_at = now(), version = version + 1 WHERE cancelled_at IS NULL;
      UPDATE digests SET is_daily = false;
      DELETE FROM address_bounces;
      COMMIT;`);
  }

  /** In this process, on the test's clock. */
  async startWorker(changes: Record<string, string> = {}): Promise<void> {
    this.worker = await startWorker(readSettings(this.environment(changes)), this.app.clock);
  }

  reminders(scheduleId: string): Promise<ReminderRow[]> {
    return this.app.sql<ReminderRow>(
      `SELECT u.email, m.kind, m.rung, (SELECT o.email FROM users o WHERE o.id = m.instead_of) AS instead_of, m.redirect_reason,
              m.away_until::text, m.told_as, m.status, m.status_reason, m.attempts, m.message_id, m.last_error, m.lease_id
         FROM reminders m JOIN users u ON u.id = m.recipient_id WHERE m.subject_id = $1 AND m.kind = 'review' ORDER BY u.email, m.owed_at, m.rung`,
      [scheduleId],
    );
  }

  /** Reminders about this schedule exist, and none of them waits. */
  settled(scheduleId: string): Promise<ReminderRow[]> {
    return this.all('is settled', scheduleId, (row) => row.status !== 'owed');
  }

  /**
   * Every reminder about this schedule has been tried at least so often, without success. On a clock that stands still
   * this never comes for somebody whose earlier message failed: all that is owed to one person waits together.
   */
  tried(scheduleId: string, attempts = 1): Promise<ReminderRow[]> {
    const isTried = (row: ReminderRow) => row.attempts >= attempts && row.last_error !== null && row.lease_id === null;
    return this.all(`has been tried (${attempts})`, scheduleId, isTried);
  }

  /** Starts a round now instead of within the second, and waits. */
  async all(what: string, scheduleId: string, test: (row: ReminderRow) => boolean): Promise<ReminderRow[]> {
    await this.work(Rounds).run();
    return until(`every reminder about the schedule ${what}`, async () => {
      const rows = await this.reminders(scheduleId);
      return rows.length > 0 && rows.every(test) && rows;
    });
  }

  /** The same for anything else that a round brings about. */
  async until(what: string, ask: () => Promise<boolean> | boolean): Promise<void> {
    await this.work(Rounds).run();
    await until(what, ask);
  }

  /** A whole scan now, and nothing left on its way. */
  async round(): Promise<void> {
    await this.work(Rounds).run();
    await until('nothing is on its way', async () => {
      const [row] = await this.app.sql<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM reminders WHERE status = 'owed' AND (attempts = 0 OR lease_id IS NOT NULL)`,
      );
      return row?.waiting === 0;
    });
  }

  work<Provider>(token: abstract new (...values: never[]) => Provider): Provider {
    if (!this.worker) throw new Error('Start the worker first');
    return this.worker.context.get<Provider>(token, { strict: false });
  }
}
