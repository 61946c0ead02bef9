import { EveryAnswer, everyPath, recordOne } from '../individuals/every-answer';

/** Ways of reading, joining and sorting that the database is forbidden in turn, so that it must find the same rows otherwise. */
const FORBIDDEN = [
  ['hashagg', 'hashjoin'],
  ['nestloop', 'indexscan'],
  ['sort', 'mergejoin', 'seqscan'],
  ['nestloop', 'mergejoin', 'bitmapscan'],
];
const WAYS = [...new Set(FORBIDDEN.flat())];

/** A list whose order is not settled changes under its reader, and hides behind it whether somebody is there (SECURITY.md, restricted records). */
describe('every page and list of three people', () => {
  it('is the same however the database planned it', async () => {
    const every = await EveryAnswer.start();
    const { test, world } = every;
    await recordOne(test, world);
    const paths = everyPath(test, world);
    const planned = await every.askAll(paths);
    const differ: string[] = [];
    for (const forbidden of FORBIDDEN) {
      await plan(test.sql.bind(test), forbidden);
      const again = await every.askAll(paths);
      for (const [key, answer] of planned)
        if (again.get(key) !== answer) differ.push(`${key} without ${forbidden.join()}`);
    }
    process.stderr.write(`${planned.size} answers, planned ${FORBIDDEN.length + 1} ways: ${differ.length} differ\n`);
    await test.stop();
    expect(differ).toEqual([]);
    expect(planned.size).toBeGreaterThan(250);
  }, 600_000);
});

/** The settings hold for new connections: the old ones are ended, and the service is asked until it has noticed. */
async function plan(sql: (text: string) => Promise<unknown>, forbidden: string[]): Promise<void> {
  for (const way of WAYS) {
    const setting = `enable_${way} = ${forbidden.includes(way) ? 'off' : 'on'}`;
    await sql(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${setting}', current_database()); END $$`);
  }
  await sql(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}
