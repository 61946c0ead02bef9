import { setTimeout as delay } from 'node:timers/promises';
import { NotifyListener } from '../platform/mail/notify-listener';
import { proofBackend, proofReminders, say } from './support/arguments';
import { ProofWorld } from './support/proof-world';

const REMINDERS = proofReminders(200);
const PATIENCE_SECONDS = 300 + REMINDERS;
const MOST_PER_MINUTE = 600;
/** On their way together: what the mailer sends at once (10), and one job of ten that overtakes another in the queue. */
const SIDE_BY_SIDE = 20;

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
      // Each has waited a second longer than the next, in an order that nothing else knows; old leases have run out.
      await world.database.sql(
        `UPDATE reminders m SET owed_at = m.owed_at - w.n * interval '1 second', lease_id = NULL, leased_until = NULL
           FROM (SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS n FROM reminders) w WHERE w.id = m.id`,
      );
      const oldestFirst = await world.database.sql<{ email: string }>(
        'SELECT u.email FROM reminders m JOIN users u ON u.id = m.recipient_id ORDER BY m.owed_at, m.id',
      );
      const after = world.worker({ ...env, CLOCK_OFFSET_DAYS: '1' });
      await after.start();
      const seconds = await world.untilSent(REMINDERS, PATIENCE_SECONDS);
      const times = notify.taken.map((one) => one.at).sort((one, other) => one - other);
      const minutes = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 60_000;
      const references = new Set(notify.taken.map((one) => one.reference));
      const due = new Map(oldestFirst.map((row, place) => [row.email, place]));
      const early = notify.taken.map((one, place) => (due.get(one.email) ?? 0) - place);
      const overtook = Math.max(...early);
      const inPlace = early.filter((places) => places === 0).length;
      say(
        `${proofBackend()}: away for a day, then ${notify.taken.length} of ${REMINDERS} in ${seconds.toFixed(0)} s, ` +
          `${references.size} references, ${(notify.taken.length / Math.max(minutes, 1 / 60)).toFixed(0)} a minute of ${MOST_PER_MINUTE} allowed; ` +
          `oldest first: ${inPlace} of ${REMINDERS} exactly in their place, nobody sooner than their place by more than ${overtook}`,
      );
      expect(overtook).toBeLessThan(SIDE_BY_SIDE);
      expect(notify.taken).toHaveLength(REMINDERS);
      expect(references.size).toBe(REMINDERS);
      expect(new Set(notify.taken.map((one) => one.email)).size).toBe(REMINDERS);
      expect(times.length - 1).toBeLessThanOrEqual(minutes * MOST_PER_MINUTE * 1.1 + 1);
    },
    PATIENCE_SECONDS * 3_000,
  );
});
