import { Client } from 'pg';
import { SealAudit } from '../../src/platform/audit/chain/seal-audit';
import { verifyChain } from '../../src/platform/audit/chain/verify-chain';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { Forger } from '../platform/audit/forger';
import { TestApp } from '../support/test-app';

const WRITERS = 16;
const ROUNDS = 5;
const ROUND_MILLISECONDS = 1_500;
const ROWS = 100_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const INSERT = (
  table: string,
): string => `INSERT INTO ${table} (id, at, actor_id, agency_id, roles, act, subject_type, address)
  VALUES (gen_random_uuid(), clock_timestamp(), system_user_id(), system_user_id(), '{practitioner}', 'individual.read', 'individual', '192.0.2.1')`;

/** What the chain costs those who write, against the same table without it and against a chain that makes them wait. */
describe('what the chain costs', () => {
  let test: TestApp;
  let sealer: SealAudit;
  let writers: Client[];

  beforeAll(async () => {
    test = await TestApp.start();
    sealer = new SealAudit(test.get(Transactions));
    await test.sql(
      'CREATE TABLE audit_unchained (LIKE audit_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)',
    );
    await test.sql('ALTER TABLE audit_unchained DROP COLUMN position');
    await test.sql('CREATE TABLE audit_waiting (LIKE audit_unchained INCLUDING ALL, hash bytea)');
    writers = await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const client = new Client({ connectionString: test.database.adminUrl });
        await client.connect();
        return client;
      }),
    );
  }, 60_000);
  afterAll(async () => {
    await Promise.all(writers.map((client) => client.end()));
    await test.stop();
  });

  const rowsASecond = async (one: (client: Client) => Promise<unknown>): Promise<number> => {
    let rows = 0;
    const until = performance.now() + ROUND_MILLISECONDS;
    const from = performance.now();
    await Promise.all(
      writers.map(async (client) => {
        while (performance.now() < until) {
          await one(client);
          rows++;
        }
      }),
    );
    return (rows * 1000) / (performance.now() - from);
  };

  const chained = async (): Promise<number> => {
    let isOn = true;
    const sealing = (async () => {
      while (isOn) await sealer.run();
    })();
    const rate = await rowsASecond((client) => client.query(INSERT('audit_events')));
    isOn = false;
    await sealing;
    return rate;
  };

  const waiting = (): Promise<number> =>
    rowsASecond(async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock(1)');
      await client.query(INSERT('audit_waiting'));
      await client.query('COMMIT');
    });

  it('is printed as rows a second of sixteen writers, in turns', async () => {
    const rates = { unchained: [0], chained: [0], waiting: [0] };
    for (const list of Object.values(rates)) list.pop();
    for (let round = 0; round < ROUNDS; round++) {
      rates.unchained.push(await rowsASecond((client) => client.query(INSERT('audit_unchained'))));
      rates.chained.push(await chained());
      rates.waiting.push(await waiting());
    }
    const [plain, ours, serial] = [median(rates.unchained), median(rates.chained), median(rates.waiting)];
    say(
      `\nunchained ${plain.toFixed(0)} rows/s; chained, sealed without pause, ${ours.toFixed(0)} (ratio ${(ours / plain).toFixed(2)})`,
    );
    say(
      `a chain under one lock, without even its hash: ${serial.toFixed(0)} rows/s (ratio ${(serial / plain).toFixed(2)})`,
    );
    expect(ours).toBeGreaterThan(serial);
  }, 120_000);

  it('is printed for one page of a case and one individual added, against the table as it was', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.browse('lead@scf.example');
    const api = await test.api('lead@scf.example');
    const timed = async (act: () => PromiseLike<{ status: number }>, status: number): Promise<number[]> => {
      const times: number[] = [];
      for (let time = 0; time < 60; time++) {
        const from = performance.now();
        expect((await act()).status).toBe(status);
        times.push(performance.now() - from);
      }
      return times;
    };
    const times = { before: { read: [0], write: [0] }, after: { read: [0], write: [0] } };
    for (let round = 0; round < 6; round++) {
      const how = round % 2 === 0 ? 'after' : 'before';
      await test.sql(how === 'after' ? 'SELECT 1' : 'ALTER TABLE audit_events ALTER COLUMN position SET DEFAULT 0');
      await test.sql(how === 'after' ? 'SELECT 1' : 'DROP INDEX audit_events_position_index');
      times[how].read.push(...(await timed(() => lead.get(`/individuals/${individualId}`), 200)));
      times[how].write.push(
        ...(await timed(() => api.post(`/individuals`, { givenName: 'Cost', familyName: 'Measured' }), 201)),
      );
      await test.sql('ALTER TABLE audit_events ALTER COLUMN position SET DEFAULT audit_position()');
      await test.sql('CREATE UNIQUE INDEX IF NOT EXISTS audit_events_position_index ON audit_events (position, id)');
    }
    for (const act of ['read', 'write'] as const) {
      const [before, after] = [median(times.before[act]), median(times.after[act])];
      say(
        `one ${act}: ${before.toFixed(2)} ms before, ${after.toFixed(2)} ms with the chain (ratio ${(after / before).toFixed(2)})`,
      );
    }
  }, 120_000);

  it('is printed for the check of a hundred thousand rows', async () => {
    const forger = new Forger(test);
    await forger.startAgain();
    await test.sql(
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, individual_id, request_id, address)
       SELECT gen_random_uuid(), now(), system_user_id(), system_user_id(), '{practitioner}', 'individual.read', 'individual',
              gen_random_uuid(), gen_random_uuid()::text, '192.0.2.1' FROM generate_series(1, $1)`,
      [ROWS],
    );
    await test.sql('ANALYZE audit_events');
    const from = performance.now();
    await forger.sealRest(sealer);
    const sealed = performance.now();
    const client = new Client({ connectionString: test.database.serviceUrl });
    await client.connect();
    const memory = process.memoryUsage().rss;
    const result = await verifyChain(client, [await forger.head()]);
    const seconds = (performance.now() - sealed) / 1000;
    await client.end();
    const grown = Math.max(0, (process.memoryUsage().rss - memory) / 2 ** 20);
    say(
      `${ROWS} rows sealed in ${((sealed - from) / 1000).toFixed(1)} s, verified in ${seconds.toFixed(1)} s (${(ROWS / seconds).toFixed(0)} rows/s), memory grew by ${grown.toFixed(0)} MB`,
    );
    expect(result).toMatchObject({ rows: ROWS, unsealed: 0, findings: [] });
  }, 120_000);
});
