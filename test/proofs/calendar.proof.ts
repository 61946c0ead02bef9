import { readSettings } from '../../src/config';
import { Rounds } from '../../src/reminders/jobs/rounds';
import { type RunningWorker, startWorker } from '../../src/start-worker';
import { SettableClock } from '../../src/shared/clock';
import { dayInLondon } from '../../src/shared/day';
import { endOf, LONDON_DAYS } from '../reminders/support/london-days';
import { RemindersTest } from '../reminders/support/reminders-test';
import { until } from '../reminders/support/until';
import { EDITORS, manyEditors } from '../reviews/support/many-editors';
import { compareOverdue } from '../reviews/support/overdue-cases';
import { TEST_NOW } from '../support/test-app';
import { proofBackend, say } from './support/arguments';
import { RedisProcess } from './support/redis-process';

const CASES_A_DAY = 25;
const GENERATED = 100_000;
const MINUTE = 60_000;
const PATIENCE = 60_000;
const HOUR = 60 * MINUTE;

interface SaidRow {
  subject_id: string;
  rung: string;
  recipient_id: string;
  said_at: Date;
}

/** SECURITY.md R11 through the real queue, digests from seven as they are shipped: two workers whose clocks are five minutes apart, and the days on which clocks change. */
describe('reviews on their calendar day', () => {
  let redis: RedisProcess | undefined;
  let test: RemindersTest;
  const hosts: { clock: SettableClock; worker: RunningWorker }[] = [];

  beforeAll(async () => {
    if (proofBackend() === 'redis') {
      redis = await RedisProcess.start();
      process.env.REDIS_URL = redis.url;
    }
    test = await RemindersTest.start();
  }, 300_000);
  afterAll(async () => {
    for (const { worker } of hosts) await worker.stop();
    await test.stop();
    await redis?.kill();
    delete process.env.REDIS_URL;
  }, 120_000);

  /** The second host is five minutes behind the first. */
  const roundsAt = async (first: number): Promise<void> => {
    hosts.forEach(({ clock }, host) => clock.set(new Date(first - host * 5 * MINUTE)));
    for (const { worker } of hosts) await worker.context.get(Rounds, { strict: false }).run();
  };
  const said = (schedules: string[], rung: string): Promise<SaidRow[]> =>
    test.app.sql<SaidRow>(
      `SELECT m.subject_id, m.rung, m.recipient_id, y.said_at FROM reminder_sayings y JOIN reminders m ON m.id = y.reminder_id
        WHERE y.result = 'sent' AND m.kind = 'review' AND m.subject_id = ANY ($1) AND m.rung = $2`,
      [schedules, rung],
    );

  it('loses no update of two hundred editors of one schedule', async () => {
    const { won, toldStale, otherErrors, history } = await manyEditors(test.app);
    const kept = [...won, ...Array.from({ length: 10 }, (_, at) => 100 + at)].map((editor) => `Editor ${editor}`);
    // The service itself may have changed the date between: what it changed is a version of its own.
    const reasons = history.map(({ reason }) => reason).filter((reason) => reason?.startsWith('Editor '));
    const lost = kept.filter((reason, at) => reasons[at] !== reason).length;
    say(
      `${proofBackend()}: ${EDITORS} editors of one version: ${won.length} saved, ${toldStale} told that it changed, ${otherErrors.length} other errors; ` +
        `then 10 in turn; ${history.length} versions kept, ${lost} updates lost`,
    );
    expect([won.length, toldStale, otherErrors, lost, reasons.length]).toEqual([1, EDITORS - 1, [], 0, 11]);
  }, 300_000);

  it('says each once on its day in London, and none before or after', async () => {
    // Only now: a worker brings forward what is due later than the rules allow, as the schedule of the editors is.
    for (let at = 0; at < 2; at += 1) {
      const clock = new SettableClock(new Date(TEST_NOW));
      hosts.push({ clock, worker: await startWorker(readSettings(test.environment({ DIGEST_HOUR: '7' })), clock) });
    }
    const figures = { due: 0, sent: 0, lost: 0, twice: 0, otherDay: 0, overdueEarly: 0, overdueLost: 0 };
    for (const [day, midnight] of LONDON_DAYS) {
      const start = Date.parse(midnight);
      // The clocks go on while it waits, so that a lease that was lost runs out.
      let waited = 0;
      hosts.forEach(({ clock }) => clock.set(new Date(start - 60 * MINUTE)));
      const made = await test.makeCases(
        Array.from({ length: CASES_A_DAY }, () => ({
          leadProfessional: 'lead@scf.example',
          planOwner: 'lead@scf.example',
          reviewDueOn: day,
          // Nobody turns eighteen on the way, which would bring the review forward.
          dateOfBirth: '2004-06-15',
        })),
      );
      const ids = made.map(({ scheduleId }) => scheduleId);
      await roundsAt(start - MINUTE);
      const before = await said(ids, 'due_today');
      // One host is two minutes past midnight while the other is three before it; then both are past it.
      for (const minutes of [2, 4, 7, 6 * 60 - 3]) await roundsAt(start + minutes * MINUTE);
      await until(
        'all are said',
        async () => {
          await roundsAt(start + 9 * HOUR + (waited += 20_000));
          return new Set((await said(ids, 'due_today')).map((row) => row.subject_id)).size === ids.length;
        },
        PATIENCE,
      );
      await roundsAt(endOf(day) - MINUTE);
      const early = await said(ids, 'overdue');
      for (const minutes of [1, 6, 10]) await roundsAt(endOf(day) + minutes * MINUTE);
      await until(
        'all are overdue',
        async () => {
          await roundsAt(endOf(day) + 9 * HOUR + (waited += 20_000));
          return new Set((await said(ids, 'overdue')).map((row) => row.subject_id)).size === ids.length;
        },
        PATIENCE,
      ).catch(() => undefined);
      const due = await said(ids, 'due_today');
      const perReminder = new Map<string, number>();
      for (const row of due) {
        const key = `${row.subject_id} ${row.recipient_id}`;
        perReminder.set(key, (perReminder.get(key) ?? 0) + 1);
      }
      figures.due += ids.length;
      figures.sent += due.length;
      figures.lost += ids.length - new Set(due.map((row) => row.subject_id)).size;
      figures.twice += [...perReminder.values()].filter((count) => count > 1).length;
      figures.otherDay += before.length + due.filter((row) => dayInLondon(row.said_at) !== day).length;
      figures.overdueEarly += early.length;
      figures.overdueLost += ids.length - new Set((await said(ids, 'overdue')).map((row) => row.subject_id)).size;
      await test.endEverything();
    }
    say(
      `${proofBackend()}: ${LONDON_DAYS.length} days, ${figures.due} reviews due, two workers five minutes apart: ${figures.sent} said due today; ` +
        `${figures.lost} lost, ${figures.twice} twice, ${figures.otherDay} on another day; overdue: ${figures.overdueEarly} too early, ${figures.overdueLost} lost`,
    );
    expect(figures).toEqual({
      ...{ due: LONDON_DAYS.length * CASES_A_DAY, sent: LONDON_DAYS.length * CASES_A_DAY },
      ...{ lost: 0, twice: 0, otherDay: 0, overdueEarly: 0, overdueLost: 0 },
    });
  }, 1_800_000);

  it('calls overdue in PostgreSQL what the pure function does', async () => {
    const { sql, pure } = await compareOverdue(test.app, GENERATED);
    const differing = pure.filter((one, at) => JSON.stringify(one) !== JSON.stringify(sql[at])).length;
    const overdue = pure.filter((one) => one.overdue).length;
    say(`${proofBackend()}: ${sql.length} generated schedules, ${overdue} of them overdue: ${differing} differ`);
    expect([sql.length, differing]).toEqual([GENERATED, 0]);
  }, 300_000);
});
