import { setTimeout as delay } from 'node:timers/promises';
import { SystemClock } from '../../../src/shared/clock';
import { addDays } from '../../../src/shared/day';
import { seedManySchedules } from '../../support/many-schedules';
import { proofBackend } from './arguments';
import { FaultyMailbox } from './faulty-mailbox';
import { ProofDatabase } from './proof-database';
import { RedisProcess } from './redis-process';
import { WorkerProcess } from './worker-process';

interface Asked {
  reminders: number;
  faultsInHundred?: number;
  /** The day on which every review is due; today when left out. */
  dueInDays?: number;
}

/** A database, a mail server and a queue of this proof's own, with so many reviews due: one person each, so one message each. */
export class ProofWorld {
  readonly workers: WorkerProcess[] = [];

  private constructor(
    readonly database: ProofDatabase,
    readonly mailbox: FaultyMailbox,
    readonly redis: RedisProcess | undefined,
    readonly reminders: number,
  ) {}

  static async start({ reminders, faultsInHundred = 0, dueInDays = 0 }: Asked): Promise<ProofWorld> {
    const redis = proofBackend() === 'redis' ? await RedisProcess.start() : undefined;
    const [database, mailbox] = [await ProofDatabase.start(), await FaultyMailbox.open(faultsInHundred)];
    const world = new ProofWorld(database, mailbox, redis, reminders);
    const today = new SystemClock().today();
    const size = { schedules: reminders, overdue: reminders, people: reminders, agencies: 20 };
    await seedManySchedules(database.adminUrl, { ...size, today, dueOn: addDays(today, dueInDays) });
    return world;
  }

  worker(changes: Record<string, string> = {}): WorkerProcess {
    const env = { DATABASE_URL: this.database.serviceUrl, SMTP_URL: this.mailbox.url };
    const worker = new WorkerProcess({ ...env, ...(this.redis ? { REDIS_URL: this.redis.url } : {}), ...changes });
    this.workers.push(worker);
    return worker;
  }

  sent = (): Promise<number> => this.database.number(`SELECT count(*) FROM reminders WHERE status = 'sent'`);

  /** Seconds until so many are sent, with the worker started again whenever it ended by itself; fails when they are not in time. */
  async untilSent(wanted: number, patienceSeconds: number): Promise<number> {
    const from = performance.now();
    for (;;) {
      const [sent, seconds] = [await this.sent(), (performance.now() - from) / 1_000];
      if (sent >= wanted) return seconds;
      if (seconds > patienceSeconds) throw new Error(`${sent} of ${wanted} sent after ${patienceSeconds} s.`);
      for (const worker of this.workers) if (worker.isDead) await worker.start();
      await delay(200);
    }
  }

  async figures(): Promise<Figures> {
    const { database, mailbox, reminders } = this;
    const rows = await database.sql<{ message_id: string }>(`SELECT message_id FROM reminders WHERE status = 'sent'`);
    const had = new Set([...mailbox.accepted.keys()].map((id) => id.slice(1, id.indexOf('@'))));
    const people = [...mailbox.recipients.values()];
    return {
      owed: await database.number('SELECT count(*) FROM reminders'),
      lost: reminders - rows.length,
      neverAccepted: rows.filter((row) => !had.has(row.message_id)).length,
      underTwoKeys: people.length - new Set(people).size,
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.redis?.kill();
    await this.mailbox.close();
    await this.database.stop();
  }
}

export interface Figures {
  owed: number;
  /** Not marked as sent. */
  lost: number;
  /** Marked as sent, and the mail server never had it. */
  neverAccepted: number;
  /** People who had it under two message ids: each is owed one. */
  underTwoKeys: number;
}

export const faultless = (reminders: number): Figures => ({
  owed: reminders,
  lost: 0,
  neverAccepted: 0,
  underTwoKeys: 0,
});

export const figureLine = ({ lost, neverAccepted, underTwoKeys }: Figures, { repeats }: FaultyMailbox): string =>
  `lost: ${lost}; marked as sent and never accepted: ${neverAccepted}; seen twice by key: ${underTwoKeys}; accepted again under the same key: ${repeats}`;
