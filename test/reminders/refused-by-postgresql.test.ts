import { LoggedProcess } from '../platform/http/logged-process';
import { RemindersTest } from './support/reminders-test';
import { until } from './support/until';

/** ASVS 5.0 V16.5.4: a fault that no check of ours foresaw ends neither the worker nor what is owed. */
describe('a scan and a job that PostgreSQL refuses', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
  });
  afterAll(() => test.stop());

  /** The service without one of its functions, in all its versions: a worker not yet replaced may use an older one. */
  const without = async (name: string, work: () => Promise<void>): Promise<void> => {
    const [found] = await test.app.sql<{ all: string }>(
      `SELECT string_agg(oid::regprocedure::text, ', ') AS all FROM pg_proc WHERE proname = $1`,
      [name],
    );
    await test.app.sql(`REVOKE EXECUTE ON FUNCTION ${found?.all} FROM cohort_app`);
    try {
      await work();
    } finally {
      await test.app.sql(`GRANT EXECUTE ON FUNCTION ${found?.all} TO cohort_app`);
    }
  };

  it('are said by their kind, without words, and are done once the fault is gone', async () => {
    await test.makeCase({ givenName: 'Zyxwalda', reviewDueOn: '2026-10-01' });
    let worker: LoggedProcess | undefined;
    const says = (words: RegExp): Promise<boolean> => until(`${words}`, () => words.test(worker?.said ?? ''));
    try {
      await without('claim_reminders', async () => {
        await without('owe_reminders_in_order', async () => {
          worker = await LoggedProcess.start('worker.js', test.environment({ LOG_LEVEL: 'debug' }));
          await says(/round failed: [^\n]*42501/);
          expect(await test.app.sql('SELECT id FROM reminders')).toEqual([]);
        });
        await says(/\[SendReminders\][^\n]*42501/);
        expect(test.mailbox.received).toEqual([]);
      });
      // Nobody waits in a test for the lease of a failed job to run out.
      await test.app.sql(
        `UPDATE reminders SET leased_until = now() WHERE status = 'owed' AND leased_until IS NOT NULL`,
      );
      await until('what was refused is sent', () => test.mailbox.received.length > 0);
      expect(worker?.isAlive).toBe(true);
      expect(worker?.said).not.toContain('Zyxwalda');
    } finally {
      await worker?.stop();
    }
  }, 120_000);
});
