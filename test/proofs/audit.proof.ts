import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { SealAudit } from '../../src/platform/audit/chain/seal-audit';
import { verifyChain } from '../../src/platform/audit/chain/verify-chain';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { Forger } from '../platform/audit/forger';
import { TestApp } from '../support/test-app';
import { WebProcess } from './web-process';

const CLIENTS = 50;
const KILLS = 20;
const ACTS = Number(process.env.PROOF_ACTS ?? 6_000);
const PEOPLE = ['lead@scf.example', 'manager@scf.example'];

interface Acked {
  added: { id: string; familyName: string }[];
  reads: string[];
  retries: number;
}

/** The web process is killed twenty times while fifty clients write and read, and try again with the same key. */
describe('one audit row for each act, also under kill -9', () => {
  let test: TestApp;
  let web: WebProcess;

  beforeAll(async () => {
    test = await TestApp.start();
    web = await WebProcess.start(test.database.serviceUrl);
  }, 60_000);
  afterAll(async () => {
    await web.stop();
    await test.stop();
  });

  it('loses nothing that was acknowledged, makes nothing twice, and writes exactly one row', async () => {
    const { individualId } = await makeCase(test);
    // The killed process has the machine's clock, and the tokens must be good by it.
    test.clock.set(new Date());
    const tokens = await Promise.all(PEOPLE.map(async (email) => (await test.api(email)).token));
    const acked: Acked = { added: [], reads: [], retries: 0 };
    const from = performance.now();
    let started = 0;
    const client = async (number: number): Promise<void> => {
      while (started < ACTS) {
        const act = started++;
        const token = tokens[number % tokens.length] ?? '';
        if (act % 3 === 0) await read(token, individualId, acked);
        else await add(token, `Proof-${act}`, acked);
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
    // A client that was refused ends the proof at once.
    const failed = new Promise<never>((_, fail) => void clients.catch(fail));
    for (let kill = 1; kill <= KILLS; kill++) {
      while (acked.added.length + acked.reads.length < (ACTS * kill) / (KILLS + 2))
        await Promise.race([delay(5), failed]);
      await web.killAndRestart();
      process.stderr.write(`killed ${kill} times; ${acked.added.length} writes, ${acked.reads.length} reads\n`);
    }
    await clients;
    const seconds = (performance.now() - from) / 1000;
    const figures = await countUp(acked);
    const verified = await verifyAll();
    process.stderr.write(
      [
        '',
        `acts acknowledged: ${acked.added.length} writes, ${acked.reads.length} reads by ${CLIENTS} clients in ${seconds.toFixed(0)} s`,
        `web process killed -9: ${web.kills} times; tries that failed and were repeated: ${acked.retries}`,
        `acknowledged but missing: ${figures.missing}; made twice: ${figures.doubled}`,
        `writes without exactly one audit row: ${figures.writesAudit}; acknowledged reads without exactly one: ${figures.readsAudit}`,
        `chain afterwards: ${verified.rows} rows in ${verified.seals} seals, ${verified.findings.length} faults`,
        '',
      ].join('\n'),
    );
    expect(web.kills).toBe(KILLS);
    expect(figures).toEqual({ missing: 0, doubled: 0, writesAudit: 0, readsAudit: 0 });
    expect(verified.findings).toEqual([]);
  }, 600_000);

  async function add(token: string, familyName: string, acked: Acked): Promise<void> {
    const key = randomUUID();
    for (;;) {
      const answer = await send(
        '/api/v1/individuals',
        token,
        { givenName: 'Proof', familyName },
        { 'Idempotency-Key': key },
      );
      if (answer?.status === 201) {
        acked.added.push({ id: String(Object(answer.body).id), familyName });
        return;
      }
      if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`Refused: ${JSON.stringify(answer)}`);
      acked.retries++;
      await delay(25);
    }
  }

  async function read(token: string, individualId: string, acked: Acked): Promise<void> {
    for (;;) {
      const requestId = randomUUID();
      const answer = await send(`/api/v1/individuals/${individualId}`, token, undefined, { 'X-Request-Id': requestId });
      if (answer?.status === 200) {
        acked.reads.push(requestId);
        return;
      }
      if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`Refused: ${JSON.stringify(answer)}`);
      acked.retries++;
      await delay(25);
    }
  }

  /** Undefined: no whole answer came back. */
  async function send(path: string, token: string, body: object | undefined, headers: Record<string, string>) {
    try {
      const answer = await fetch(`${web.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          ...headers,
          Authorization: `Bearer ${token}`,
          ...(body ? { 'Content-Type': 'application/json' } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
        signal: AbortSignal.timeout(10_000),
      });
      return { status: answer.status, body: (await answer.json()) as unknown };
    } catch {
      return undefined;
    }
  }

  async function countUp(acked: Acked) {
    const ids = acked.added.map(({ id }) => id);
    const one = async (sql: string, values: unknown[]): Promise<number> =>
      (await test.sql<{ count: number }>(sql, values))[0]?.count ?? -1;
    return {
      missing: await one(
        `SELECT count(*)::int AS count FROM unnest($1::uuid[]) a(id) WHERE NOT EXISTS (SELECT 1 FROM individuals i WHERE i.id = a.id)`,
        [ids],
      ),
      doubled: await one(
        `SELECT count(*)::int AS count FROM (SELECT family_name FROM individuals WHERE family_name LIKE 'Proof-%'
          GROUP BY family_name HAVING count(*) > 1) twice`,
        [],
      ),
      // Of every individual that is there, acknowledged or not.
      writesAudit: await one(
        `SELECT count(*)::int AS count FROM individuals i WHERE i.family_name LIKE 'Proof-%'
            AND (SELECT count(*) FROM audit_events e WHERE e.subject_id = i.id AND e.act = 'individual.added') <> 1`,
        [],
      ),
      readsAudit: await one(
        `SELECT count(*)::int AS count FROM unnest($1::text[]) a(id)
          WHERE (SELECT count(*) FROM audit_events e WHERE e.request_id = a.id) <> 1`,
        [acked.reads],
      ),
    };
  }

  async function verifyAll() {
    await test.sql('ANALYZE audit_events');
    await new Forger(test).sealRest(new SealAudit(test.get(Transactions)));
    const check = new Client({ connectionString: test.database.serviceUrl });
    await check.connect();
    const result = await verifyChain(check, []);
    await check.end();
    return result;
  }
});
