import { setTimeout as delay } from 'node:timers/promises';
import { NotifyListener } from '../platform/mail/notify-listener';
import { proofBackend, proofReminders, say } from './support/arguments';
import { ProofWorld } from './support/proof-world';

const REMINDERS = proofReminders(200);
const PATIENCE_SECONDS = 300 + REMINDERS;
const MOST_PER_MINUTE = 600;
/** Four jobs of ten recipients each are taken up at a time. */
const SIDE_BY_SIDE = 40;

/** SECURITY.md R21, with the clock moved a day on: Notify answers 503 to everything, then takes everything. */
describe('the provider is away for a day', () => {
  let world: ProofWorld;
  let notify: NotifyListener;

  beforeAll(async () => {
    notify = await NotifyListener.open();
    // Due in three days: the next rung is not reached meanwhile.
    world = await ProofWorld.start({ reminders: REMINDERS, dueInDays: 3 });
  }, 300_000);
  afterAll(async () => {
    await world.stop();
    await notify.close();
  });

  it(
    'sends everything once when it is back, oldest first, within its rate',
    async () => {
      const env = { ...notify.environment, NOTIFY_MOST_PER_MINUTE: String(MOST_PER_MINUTE) };
      notify.isBroken = true;
      const before = world.worker(env);
      await before.start();
      const tried = (): Promise<number> => world.database.number('SELECT count(*) FROM reminders WHERE attempts > 0');
      const from = performance.now();
      while ((await tried()) < Math.min(REMINDERS, 12)) {
        if (performance.now() - from > PATIENCE_SECONDS * 1_000) throw new Error('Nothing was tried.');
        await delay(200);
      }
      await before.kill();
      expect(notify.taken).toEqual([]);
      notify.isBroken = false;
      // Half of them have waited longer.
      await world.database.sql(
        `UPDATE reminders SET owed_at = owed_at - interval '1 hour' WHERE id IN (SELECT id FROM reminders ORDER BY id LIMIT ${Math.floor(REMINDERS / 2)})`,
      );
      const older = await world.database.sql<{ email: string }>(
        'SELECT u.email FROM reminders m JOIN users u ON u.id = m.recipient_id ORDER BY m.owed_at, m.id LIMIT $1',
        [Math.floor(REMINDERS / 2)],
      );
      const after = world.worker({ ...env, CLOCK_OFFSET_DAYS: '1' });
      await after.start();
      const seconds = await world.untilSent(REMINDERS, PATIENCE_SECONDS);
      const isOlder = new Set(older.map((row) => row.email));
      const times = notify.taken.map((one) => one.at).sort((one, other) => one - other);
      const minutes = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 60_000;
      const references = new Set(notify.taken.map((one) => one.reference));
      const places = (wanted: boolean): number => {
        const at = notify.taken.flatMap((one, place) => (isOlder.has(one.email) === wanted ? [place] : []));
        return at.reduce((sum, place) => sum + place, 0) / Math.max(1, at.length);
      };
      say(
        `${proofBackend()}: away for a day, then ${notify.taken.length} of ${REMINDERS} in ${seconds.toFixed(0)} s, ` +
          `${references.size} references, ${(notify.taken.length / Math.max(minutes, 1 / 60)).toFixed(0)} a minute of ${MOST_PER_MINUTE} allowed; ` +
          `mean place of the older half ${places(true).toFixed(0)}, of the newer ${places(false).toFixed(0)}`,
      );
      // Oldest first, but for the few that are on their way side by side.
      const lastOlder = notify.taken.reduce((last, one, place) => (isOlder.has(one.email) ? place : last), -1);
      say(`last of the ${isOlder.size} that had waited longer at place ${lastOlder + 1}`);
      expect(lastOlder).toBeLessThan(isOlder.size + SIDE_BY_SIDE);
      expect(notify.taken).toHaveLength(REMINDERS);
      expect(references.size).toBe(REMINDERS);
      expect(new Set(notify.taken.map((one) => one.email)).size).toBe(REMINDERS);
      expect(times.length - 1).toBeLessThanOrEqual(minutes * MOST_PER_MINUTE * 1.1 + 1);
    },
    PATIENCE_SECONDS * 3_000,
  );
});
