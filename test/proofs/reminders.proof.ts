import { setTimeout as delay } from 'node:timers/promises';
import { dayInLondon } from '../../src/shared/day';
import { proofBackend, proofReminders, say } from './support/arguments';
import { faultless, figureLine, ProofWorld } from './support/proof-world';

const REMINDERS = proofReminders(10_000);
const WORKER_KILLS = 24;
const DATABASE_KILLS_AT = [4, 12, 20];
const FAULTS_IN_HUNDRED = 4;
/** A message the server refused waits a minute or more; a lease of a killed sender runs out after 90 seconds. */
const PATIENCE_SECONDS = 900 + REMINDERS * 0.4;

/** SECURITY.md R2 and R5: every reminder leaves, and under one key, however often what sends them is killed. */
describe('reminders under kill -9', () => {
  let world: ProofWorld;

  beforeAll(async () => {
    world = await ProofWorld.start({ reminders: REMINDERS, faultsInHundred: FAULTS_IN_HUNDRED });
  }, 300_000);
  afterAll(() => world.stop());

  it(
    'loses none and says none under two keys',
    async () => {
      const { database, mailbox } = world;
      const worker = world.worker();
      const from = performance.now();
      const day = dayInLondon(new Date());
      await worker.start();
      for (let kill = 1; kill <= WORKER_KILLS; kill += 1) {
        const goal = (REMINDERS * kill) / (WORKER_KILLS + 4);
        while (mailbox.accepted.size < goal && worker.isRunning) {
          if (performance.now() - from > PATIENCE_SECONDS * 1_000)
            throw new Error(`Stuck at ${mailbox.accepted.size}.`);
          await delay(5);
        }
        if (DATABASE_KILLS_AT.includes(kill)) await database.killAndRestart();
        await worker.kill();
        await worker.start();
        if (kill % 6 === 0) say(`killed ${kill} times, ${mailbox.accepted.size} of ${REMINDERS} messages accepted`);
      }
      await world.untilSent(REMINDERS, PATIENCE_SECONDS);
      const seconds = (performance.now() - from) / 1_000;
      const kills = worker.kills;
      await worker.kill();
      // The day after owes its own reminders to the same people.
      if (dayInLondon(new Date()) !== day) throw new Error('Midnight passed in London meanwhile: run it again.');
      const figures = await world.figures();
      say(
        [
          '',
          `reminders on ${proofBackend()}: ${REMINDERS} owed to ${REMINDERS} people, all sent in ${seconds.toFixed(0)} s`,
          `worker killed -9: ${kills} times; PostgreSQL killed -9: ${database.kills} times; faults of the mail server: ${mailbox.faults}; worker ended by itself: ${worker.deaths} times`,
          figureLine(figures, mailbox),
          '',
        ].join('\n'),
      );
      expect(figures).toEqual(faultless(REMINDERS));
      expect([kills, database.kills]).toEqual([WORKER_KILLS, DATABASE_KILLS_AT.length]);
    },
    (PATIENCE_SECONDS * 2 + 60) * 1_000,
  );
});
