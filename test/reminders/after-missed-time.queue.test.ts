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
});
