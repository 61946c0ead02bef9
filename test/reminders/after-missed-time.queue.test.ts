import { Rounds } from '../../src/reminders/jobs/rounds';
import { RemindersTest } from './support/reminders-test';
import { until } from './support/until';

const LEAD = 'lead@scf.example';

/** Hours go by without a scan, as they do when the service stood still: only what the test asks for happens. */
describe('after missed time', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    test.app.clock.set('2026-11-20T05:00:00Z');
    await test.startWorker({ SCAN_EVERY_SECONDS: '3600', DIGEST_HOUR: '7' });
  });
  afterAll(() => test.stop());

  it('the digest of the day waits for the scan of the day, whatever asks for sending first', async () => {
    const [late, dueLater] = await test.makeCases([
      { givenName: 'Late', planOwner: LEAD, reviewDueOn: '2026-11-19' },
      { givenName: 'Later', planOwner: LEAD, reviewDueOn: '2026-11-23' },
    ]);
    await test.work(Rounds).run();
    expect(await test.reminders(late?.scheduleId ?? '')).toMatchObject([
      { email: LEAD, rung: 'overdue', status: 'owed' },
      { rung: 'overdue_manager', status: 'owed' },
    ]);
    test.app.clock.set('2026-11-23T10:00:00Z');
    // As when the queue has run empty: nobody asks for a round.
    await test.work(Rounds).dispatch();
    await until('the digest of the day has gone', async () =>
      (await test.reminders(late?.scheduleId ?? '')).some(({ email, status }) => email === LEAD && status === 'sent'),
    );
    expect(test.mailbox.to(LEAD)).toHaveLength(1);
    expect(await test.reminders(dueLater?.scheduleId ?? '')).toMatchObject([
      { email: LEAD, rung: expect.stringMatching(/^due_/), status: expect.any(String) },
      { email: LEAD, rung: 'due_today', status: 'sent' },
    ]);
    expect(test.mailbox.to(LEAD)[0]?.text).toContain('is due today');
  });

  it('a digest that the mail server kept until the next day does not stand in the way of that day’s', async () => {
    await test.endEverything();
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'away';
    test.app.clock.set('2026-11-23T10:00:00Z');
    const [soon, tomorrow] = await test.makeCases([
      { givenName: 'Soon', planOwner: LEAD, leadProfessional: LEAD, reviewDueOn: '2026-11-30' },
      { givenName: 'Tomorrow', planOwner: LEAD, leadProfessional: LEAD, reviewDueOn: '2026-11-24' },
    ]);
    await test.tried(soon?.scheduleId ?? '');
    test.mailbox.behaviour = 'accept';
    test.app.clock.set('2026-11-24T10:00:00Z');
    await until('what is due today has gone today', async () => {
      await test.work(Rounds).run();
      return (await test.reminders(tomorrow?.scheduleId ?? '')).some(
        ({ rung, status }) => rung === 'due_today' && status === 'sent',
      );
    });
    expect(await test.reminders(soon?.scheduleId ?? '')).toMatchObject([{ rung: 'due_in_7_days', status: 'sent' }]);
    expect(test.mailbox.to(LEAD)).toHaveLength(2);
    expect(test.mailbox.to(LEAD)[1]?.text).toContain('is due today');
    // One digest of each day, and no more.
    await test.work(Rounds).run();
    expect(await digestsTo(test, LEAD)).toEqual(['2026-11-23', '2026-11-24']);
  });
});

const digestsTo = async (test: RemindersTest, email: string): Promise<string[]> =>
  (
    await test.app.sql<{ day: string }>(
      'SELECT day::text FROM digests WHERE is_daily AND recipient_id = $1 ORDER BY day',
      [test.app.userId(email)],
    )
  ).map(({ day }) => day);
