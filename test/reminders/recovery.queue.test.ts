import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { TakeRecipients } from '../../src/reminders/take-recipients';
import { addDays } from '../../src/shared/day';
import { SystemClock } from '../../src/shared/clock';
import type { MadeCase } from '../factories';
import { emptyQueue } from './support/empty-queue';
import { RemindersTest } from './support/reminders-test';
import { until } from './support/until';

const lead = 'lead@scf.example';

describe('nothing is lost and nothing is said twice', () => {
  let test: RemindersTest;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    test = await RemindersTest.start();
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'accept';
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) await stopped(child, 'SIGKILL');
    child = undefined;
    await test.endEverything();
  });

  const overdue = (reviewDueOn: string): Promise<MadeCase> => test.makeCase({ planOwner: lead, reviewDueOn });

  /** The built worker in a process of its own, as it runs in earnest. */
  async function startChild(changes: Record<string, string> = {}): Promise<ChildProcess> {
    const started = fork(join(__dirname, '../../dist/src/worker.js'), {
      env: { PATH: process.env.PATH, ...test.environment(changes) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    const ended = once(started, 'exit').then(([code]) => {
      throw new Error(`The worker ended with ${String(code)} before it was ready`);
    });
    const [message] = await Promise.race([once(started, 'message'), ended]);
    expect(message).toEqual({ ready: true });
    return started;
  }

  async function stopped(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const ended = once(process, 'exit');
    process.kill(signal);
    await ended;
  }

  it('sends again under the same message id what a killed worker was sending; ends with the process that started it', async () => {
    const made = await overdue(addDays(new SystemClock().today(), -1));
    test.mailbox.behaviour = 'never answer';
    const first = await startChild();
    await until('both messages have reached the server', () => test.mailbox.received.length === 2);
    await stopped(first, 'SIGKILL');
    expect((await test.reminders(made.scheduleId)).map((row) => row.status)).toEqual(['owed', 'owed']);
    test.mailbox.behaviour = 'accept';
    // A day later every lease of the dead worker has run out; the next rung is not yet reached.
    const second = await startChild({ CLOCK_OFFSET_DAYS: '1' });
    await until('both are sent', async () =>
      (await test.reminders(made.scheduleId)).every((row) => row.status === 'sent' && row.attempts === 2),
    );
    expect(test.mailbox.received).toHaveLength(4);
    expect(new Set(test.mailbox.received.map((message) => message.messageId)).size).toBe(2);
    const ended = once(second, 'exit');
    second.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it('sends without the queue when Redis is not there', async () => {
    const closed = createServer();
    await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
    const address = closed.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    await new Promise((ready) => closed.close(ready));
    const made = await overdue(addDays(new SystemClock().today(), -1));
    await startChild({ REDIS_URL: `redis://127.0.0.1:${port}` });
    await until('both are sent', async () => {
      const rows = await test.reminders(made.scheduleId);
      return rows.length === 2 && rows.every((row) => row.status === 'sent');
    });
    expect(test.mailbox.received).toHaveLength(2);
  });

  it('recovers when the queue is emptied: the scheduler comes back, and leases of lost jobs run out', async () => {
    await test.startWorker();
    const first = await overdue('2026-11-20');
    await test.settled(first.scheduleId);
    await emptyQueue(test);
    test.mailbox.received.length = 0;
    const second = await overdue('2026-11-20');
    const { scheduleId } = second;
    test.app.clock.set('2026-11-22T10:00:00Z');
    await until('the scan has come back by itself', async () => (await test.reminders(scheduleId)).length === 2);
    await until('the second is sent', async () =>
      (await test.reminders(scheduleId)).every((row) => row.status === 'sent'),
    );
    test.mailbox.behaviour = 'away';
    test.app.clock.set('2026-11-23T10:00:00Z');
    const third = await overdue('2026-11-20');
    await test.tried(third.scheduleId);
    await test.app.sql(`UPDATE reminders SET leased_until = NULL WHERE status = 'owed'`);
    // Leased for jobs that are lost before they run.
    expect((await test.work(TakeRecipients).run()).length).toBeLessThanOrEqual(2);
    await emptyQueue(test);
    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-23T10:05:00Z');
    expect((await test.settled(third.scheduleId)).map((row) => row.status)).toEqual(['sent', 'sent']);
    const ids = test.mailbox.received.map((message) => message.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
