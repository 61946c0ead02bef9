import { setTimeout as delay } from 'node:timers/promises';
import { proofBackend, proofReminders, say } from './support/arguments';
import { ProofWorld } from './support/proof-world';
import { ProofQueue } from './support/proof-queue';

const REMINDERS = proofReminders(300);
const GARBAGE = 40;
const MINUTE = 60_000;

/** SECURITY.md R20: jobs that can never be done, and people no message can be handed over for, hold up nobody else. */
describe('poison', () => {
  let world: ProofWorld;
  let opened: ProofQueue | undefined;

  beforeAll(async () => {
    world = await ProofWorld.start({ reminders: REMINDERS });
  }, 300_000);
  afterAll(async () => {
    await opened?.close();
    await world.stop();
  });

  it(
    'does not stop the rest, and ends where people see it',
    async () => {
      const { database, mailbox } = world;
      // The server hangs for one, cuts the line for another, refuses a third.
      const [hangs = '', cuts = '', refused = ''] = (
        await database.sql<{ email: string }>(
          `SELECT email FROM users WHERE email LIKE 'holder%' ORDER BY email LIMIT 3`,
        )
      ).map((row) => row.email);
      mailbox.poison = { hangs, cuts, refused };
      opened = new ProofQueue('reminders', world);
      const { queue } = opened;
      const names = ['send', 'send', 'send', 'send'];
      const data = [{}, { leaseIds: 'not a lease' }, { leaseIds: null }, { leaseIds: 'x'.repeat(1_000_000) }];
      for (let at = 0; at < GARBAGE; at += 1) {
        await queue.add(names[at % 4] ?? 'send', data[at % 4], {
          jobId: `poison-${at}`,
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
        });
      }
      const worker = world.worker();
      const from = performance.now();
      await worker.start();
      const rest = REMINDERS - 3;
      while ((await world.sent()) < rest) {
        if (performance.now() - from > 5 * MINUTE) throw new Error(`Stuck at ${await world.sent()} of ${rest}.`);
        await delay(200);
      }
      const seconds = (performance.now() - from) / 1_000;
      const gaps = mailbox.at.slice(1).map((at, place) => (at - (mailbox.at[place] ?? at)) / 1_000);
      const longest = Math.max(...gaps);
      const left = await queue.getJobCounts();
      await delay(15_000);
      const poisoned = await database.sql<{
        email: string;
        status: string;
        attempts: number;
        last_error: string | null;
      }>(
        `SELECT u.email, m.status, m.attempts, m.last_error FROM reminders m JOIN users u ON u.id = m.recipient_id WHERE m.status <> 'sent'`,
      );
      say(
        `${proofBackend()}: ${GARBAGE} jobs of garbage and 3 people nothing can be handed over for; the other ${rest} sent in ${seconds.toFixed(1)} s, the longest wait between two ${longest.toFixed(1)} s; ` +
          `worker ended by itself ${worker.deaths} times; garbage left in the queue: ${left['failed'] ?? 0} failed, ${left['waiting'] ?? 0} waiting`,
      );
      say(poisoned.map((row) => `  ${row.status} after ${row.attempts} attempts: ${row.last_error ?? ''}`).join('\n'));
      expect(worker.deaths).toBe(0);
      // "Others delayed by less than a minute", however slow the machine.
      expect(longest).toBeLessThan(60);
      expect(poisoned.map((row) => row.email).sort()).toEqual([hangs, cuts, refused].sort());
      expect(poisoned.every((row) => row.attempts > 0 && row.last_error !== null)).toBe(true);
      expect(poisoned.find((row) => row.email === refused)?.status).not.toBe('owed');
    },
    8 * MINUTE,
  );
});
