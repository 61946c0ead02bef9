import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { readSettings } from '../../../src/config';
import { SYSTEM_ACTOR } from '../../../src/platform/access';
import { Transactions } from '../../../src/platform/database';
import { OutboxListeners, OutboxProcessor } from '../../../src/platform/queue';
import { PatientPool } from '../../../src/platform/queue/patient-pool';
import { newId } from '../../../src/shared/ids';
import { type RunningWorker, startWorker } from '../../../src/start-worker';
import { makeCase } from '../../factories';
import { Mailbox } from '../../reminders/support/mailbox';
import { until } from '../../reminders/support/until';
import { TestApp } from '../../support/test-app';

describe('the outbox', () => {
  let test: TestApp;
  let worker: RunningWorker;
  let mailbox: Mailbox;

  beforeAll(async () => {
    const { REDIS_URL } = process.env;
    test = await TestApp.start();
    mailbox = await Mailbox.open();
    const settings = readSettings({
      DATABASE_URL: test.database.serviceUrl,
      ...(REDIS_URL ? { REDIS_URL } : {}),
      DEMONSTRATION: 'false',
      SMTP_URL: mailbox.smtpUrl,
      SCAN_EVERY_SECONDS: '3600',
      AUDIT_HEAD_FILE: join(tmpdir(), 'cohort-tests-audit-heads.jsonl'),
      LOG_LEVEL: 'error',
    });
    // Failing on purpose is part of the test; its log is not.
    worker = await startWorker({ ...settings, logLevel: 'error' }, test.clock);
  });
  afterAll(async () => {
    await worker.stop();
    await mailbox.close();
    await test.stop();
  });

  const announce = (kind: string, subjectId: string) =>
    test.get(Transactions).act(SYSTEM_ACTOR, (tx) => tx.announce(kind, subjectId));
  const listeners = () => worker.context.get(OutboxListeners, { strict: false });
  const event = async (subjectId: string) =>
    (
      await test.sql<{ id: string; handled_at: Date | null; attempts: number; last_error: string | null }>(
        'SELECT id, handled_at, attempts, last_error FROM outbox_events WHERE subject_id = $1',
        [subjectId],
      )
    )[0];
  const handled = (subjectId: string) =>
    until('the event is handled', async () => {
      const found = await event(subjectId);
      return found?.handled_at ? found : undefined;
    });

  it('hands an event to those who listen, after its commit, and marks it handled', async () => {
    const heard: string[] = [];
    listeners().on(['test.heard'], async ({ subjectId }) => void heard.push(subjectId));
    const subjectId = newId();
    await announce('test.heard', subjectId);
    expect(await handled(subjectId)).toMatchObject({ attempts: 1, last_error: null });
    expect(heard).toEqual([subjectId]);
  });

  it('mails an urgent access at once, by SMTP, to governance and the manager, with nothing of the case in it', async () => {
    const made = await makeCase(test, {
      givenName: 'Zephyrine',
      familyName: 'Oakhollow',
      planOwner: 'manager@scf.example',
    });
    const officer = await test.api('officer@tvp.example');
    const reason = 'Found bleeding in the street';
    expect((await officer.post('/break-glass-grants', { reason, reference: made.reference })).status).toBe(201);
    // Nothing here waits for a scan: they are an hour apart. What else the worker mails meanwhile is not asked about.
    const ofAccess = () =>
      mailbox.received.filter(({ subject }) => subject === 'A record you answer for was opened urgently');
    const mails = await until('both were mailed', () =>
      Promise.resolve(ofAccess().length >= 2 ? ofAccess() : undefined),
    );
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(['governance@sbc.example', 'manager@scf.example']);
    for (const { raw } of mails) expect(raw).not.toMatch(/Zephyrine|Oakhollow|TC-2026|bleeding|officer/i);
  });

  it('does nothing about an event that was rolled back', async () => {
    const subjectId = newId();
    const failing = test.get(Transactions).act(SYSTEM_ACTOR, async (tx) => {
      await tx.announce('test.heard', subjectId);
      throw new Error('the last step fails');
    });
    await expect(failing).rejects.toThrow('the last step fails');
    expect(await event(subjectId)).toBeUndefined();
  });

  it('tries again later what failed, and keeps the error', async () => {
    let isBroken = true;
    listeners().on(['test.broken'], async () => {
      if (isBroken) throw new RangeError('broken');
    });
    // The failure is logged, as it should be; here it is no news.
    const errors = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const subjectId = newId();
    await announce('test.broken', subjectId);
    await until('the failure is kept', async () => (await event(subjectId))?.last_error === 'RangeError');
    await until('it is logged', () => errors.mock.calls.length > 0);
    errors.mockRestore();
    isBroken = false;
    test.clock.set('2026-11-21T10:00:10Z');
    expect((await handled(subjectId)).attempts).toBeGreaterThanOrEqual(2);
  });

  it('runs a second job about the same event for nothing', async () => {
    let times = 0;
    listeners().on(['test.twice'], async () => void (times += 1));
    const subjectId = newId();
    await announce('test.twice', subjectId);
    const { id } = await handled(subjectId);
    const processor = worker.context.get(OutboxProcessor, { strict: false });
    await Promise.all([1, 2].map(() => processor.hand(id)));
    expect(times).toBe(1);
  });

  it('does not keep what nobody waits for', async () => {
    const subjectId = newId();
    await announce('test.unheard', subjectId);
    expect(await handled(subjectId)).toMatchObject({ attempts: 0 });
  });

  /** The worker scans once an hour here: what is owed within seconds was woken. */
  it.each(['individual.restricted', 'cohort.changed', 'user.changed'])(
    'wakes a round when it hears %s, so that what is owed need not wait for the next scan',
    async (word) => {
      const { scheduleId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10' });
      await announce(word, newId());
      await until('a reminder is owed', async () => {
        const owed = await test.sql('SELECT 1 FROM reminders WHERE subject_id = $1', [scheduleId]);
        return owed.length > 0;
      });
    },
  );
});

describe('the pool of the queue', () => {
  let database: URL;
  let test: TestApp;
  let refused = 0;
  let isRefusing = true;
  const sockets = new Set<Socket>();
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (isRefusing) {
      refused += 1;
      socket.destroy();
      return;
    }
    const inside = connect(Number(database.port), database.hostname);
    sockets.add(inside);
    inside.on('error', () => undefined);
    socket.pipe(inside).pipe(socket);
  });

  beforeAll(async () => {
    test = await TestApp.start();
    database = new URL(test.database.serviceUrl);
    await new Promise<void>((ready) => door.listen(0, '127.0.0.1', ready));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    door.close();
    await test.stop();
  });

  const pool = () => {
    const at = new URL(database);
    const address = door.address();
    at.port = String(address !== null && typeof address !== 'string' ? address.port : 0);
    const patient = new PatientPool({ connectionString: at.href });
    patient.on('error', () => undefined);
    return patient;
  };

  it('waits for a database that does not answer yet, and fails when the process ends meanwhile', async () => {
    const [lasting, ending] = [pool(), pool()];
    const connecting = lasting.connect();
    const failing = expect(ending.connect()).rejects.toThrow();
    await until('both were refused twice', () => refused >= 4);
    await ending.end();
    await failing;
    isRefusing = false;
    const client = await connecting;
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    client.release();
    await lasting.end();
  });
});
