import { Client } from 'pg';
import { readSettings } from '../../src/config';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { SystemClock } from '../../src/shared/clock';
import { startWorker } from '../../src/start-worker';
import { proofBackend, say } from '../proofs/support/arguments';
import { FaultyMailbox } from '../proofs/support/faulty-mailbox';
import { ProofDatabase } from '../proofs/support/proof-database';
import { RedisProcess } from '../proofs/support/redis-process';
import { seedManySchedules } from '../support/many-schedules';

const SCHEDULES = Number(process.env.PROOF_SCHEDULES ?? 1_000_000);
const OVERDUE = Math.max(1, Math.floor(SCHEDULES / 20));
const PEOPLE = Math.min(5_000, Math.max(20, Math.floor(SCHEDULES / 200)));
const HOUR = 3_600_000;

/**
 * The reminder run on the real schema with row-level security, beside the least that PostgreSQL could do for it in the
 * same minute: one bare INSERT … SELECT … ON CONFLICT of as many rows. Then how fast what is owed leaves.
 */
describe(`the reminder run over ${SCHEDULES.toLocaleString('en-GB')} schedules`, () => {
  let database: ProofDatabase;
  let mailbox: FaultyMailbox;
  let redis: RedisProcess | undefined;

  beforeAll(async () => {
    database = await ProofDatabase.start();
    mailbox = await FaultyMailbox.open(0);
    if (proofBackend() === 'redis') redis = await RedisProcess.start();
    const today = new SystemClock().today();
    const size = { schedules: SCHEDULES, overdue: OVERDUE, people: PEOPLE, agencies: 50 };
    const seconds = await timed(() =>
      seedManySchedules(database.adminUrl, { ...size, today, dueOn: dayBefore(today), spreadDays: 13 }),
    );
    say(`made ${SCHEDULES} schedules, ${OVERDUE} of them overdue, in ${seconds.toFixed(0)} s`);
  }, HOUR);
  afterAll(async () => {
    await redis?.kill();
    await mailbox.close();
    await database.stop();
  });

  it(
    'owes everything in one scan, and nothing in the next; then sends it',
    async () => {
      const settings = readSettings({
        DATABASE_URL: database.serviceUrl,
        SMTP_URL: mailbox.url,
        SCAN_EVERY_SECONDS: '86400',
        DIGEST_HOUR: '0',
        LOG_LEVEL: 'error',
        AUDIT_HEAD_FILE: '/dev/null',
        ...(redis ? { REDIS_URL: redis.url } : {}),
      });
      const worker = await startWorker({ ...settings, smtpUrl: undefined, isDemonstration: false });
      const scan = worker.context.get(OweReminders, { strict: false });
      const first = await timed(() => scan.run());
      await database.sql('ANALYZE reminders');
      const again = await timed(() => scan.run());
      const owed = await database.number('SELECT count(*) FROM reminders');
      await worker.stop();
      say(`first scan: ${owed} reminders in ${first.toFixed(2)} s; the next, with nothing new: ${again.toFixed(2)} s`);
      const bare = await bareInsert(database);
      say(
        `bare INSERT … SELECT … ON CONFLICT of the same rows: ${bare.toFixed(2)} s, so the scan is ${(first / bare).toFixed(1)} times the limit`,
      );
      expect(owed).toBeGreaterThanOrEqual(OVERDUE);

      const sender = await startWorker({ ...settings, isDemonstration: false });
      const until = performance.now() + 60_000;
      const people = await database.number(`SELECT count(DISTINCT recipient_id) FROM reminders WHERE status = 'owed'`);
      while (mailbox.at.length < people && performance.now() < until) await new Promise((next) => setTimeout(next, 50));
      await sender.stop();
      const [from = 0, to = 1] = [mailbox.at[0], mailbox.at.at(-1)];
      const rate = (mailbox.at.length - 1) / ((to - from) / 1_000);
      say(
        `delivery on ${proofBackend()}: ${mailbox.at.length} of ${people} digests in ${((to - from) / 1_000).toFixed(0)} s, ${rate.toFixed(1)} a second by one worker`,
      );
      expect(mailbox.at.length).toBeGreaterThan(0);
      expect(mailbox.repeats).toBe(0);
    },
    HOUR,
  );
});

/** As the role of the scan, with the same policies and the same keys, and no question about who is told. */
async function bareInsert(database: ProofDatabase): Promise<number> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query('CREATE TABLE wanted AS SELECT * FROM reminders');
    await client.query('GRANT SELECT ON wanted TO cohort_system; TRUNCATE reminders CASCADE; SET ROLE cohort_system');
    return await timed(() =>
      client.query('INSERT INTO reminders SELECT * FROM wanted ON CONFLICT ON CONSTRAINT reminders_once DO NOTHING'),
    );
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
