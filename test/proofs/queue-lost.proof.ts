import { setTimeout as delay } from 'node:timers/promises';
import { proofBackend, proofReminders, say } from './support/arguments';
import { faultless, figureLine, ProofWorld } from './support/proof-world';

const REMINDERS = proofReminders(400);
const PATIENCE_SECONDS = 300 + REMINDERS;

/** SECURITY.md R3: whatever happens to the queue, PostgreSQL holds what is owed. On PostgreSQL its tables are emptied. */
describe('the queue is lost', () => {
  let world: ProofWorld;

  beforeAll(async () => {
    world = await ProofWorld.start({ reminders: REMINDERS });
  }, 300_000);
  afterAll(() => world.stop());

  it(
    'loses none when the queue is emptied, killed, brought back with nothing in it, or away',
    async () => {
      const { mailbox, redis, database } = world;
      const worker = world.worker();
      await worker.start();
      const reached = async (part: number): Promise<void> => {
        const from = performance.now();
        while (mailbox.accepted.size < REMINDERS * part) {
          if (performance.now() - from > PATIENCE_SECONDS * 1_000)
            throw new Error(`Stuck at ${mailbox.accepted.size}.`);
          await delay(10);
        }
      };
      const next = async (): Promise<number> => {
        const [had, from] = [mailbox.accepted.size, performance.now()];
        if (had === REMINDERS) throw new Error('Everything was sent before this could be seen: use more reminders.');
        while (mailbox.accepted.size === had) {
          if (performance.now() - from > PATIENCE_SECONDS * 1_000) throw new Error('Nothing was sent any more.');
          await delay(10);
        }
        return (performance.now() - from) / 1_000;
      };
      await reached(0.1);
      if (redis) await redis.flush();
      else await database.sql('TRUNCATE bullmq.job, bullmq.scheduler, bullmq.event, bullmq.meta CASCADE');
      const afterFlush = await next();
      say(
        `${proofBackend()}: emptied at ${mailbox.accepted.size} of ${REMINDERS}; the next message ${afterFlush.toFixed(1)} s later`,
      );
      if (redis) {
        await reached(0.3);
        await redis.kill();
        const without = await next();
        await redis.run();
        const back = await next();
        say(
          `redis: killed; the next message without it ${without.toFixed(1)} s later; back and empty, the next after ${back.toFixed(1)} s`,
        );
        expect(back).toBeLessThan(60);
        await reached(0.6);
        await redis.kill();
      }
      const rest = await world.untilSent(REMINDERS, PATIENCE_SECONDS);
      const figures = await world.figures();
      say(`${redis ? 'redis away to the end' : 'to the end'}: all ${REMINDERS} sent ${rest.toFixed(0)} s later`);
      say(figureLine(figures, mailbox));
      expect(figures).toEqual(faultless(REMINDERS));
      // Recovered within 60 s; and without it at all everything within 5 minutes, longer only for thousands.
      expect(afterFlush).toBeLessThan(60);
      expect(rest).toBeLessThan(300 + REMINDERS / 2);
    },
    PATIENCE_SECONDS * 4_000,
  );
});
