import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../../src/platform/database';
import { startEmbeddedDatabase } from '../../../src/platform/embedded';
import { SystemClock } from '../../../src/shared/clock';
import { say } from '../../proofs/support/arguments';
import { fill } from './fill';

/** A filled database: of this run alone, or on the server of DATABASE_URL, where it is kept and used again. */
export class BenchDatabase {
  private constructor(
    readonly adminUrl: string,
    readonly serviceUrl: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async open(individuals: number): Promise<BenchDatabase> {
    const given = process.env.DATABASE_URL;
    const { superuserUrl, close } = given ? { superuserUrl: given, close: async () => undefined } : await embedded();
    const name = `cohort_bench_${individuals}`;
    const { ownerUrl, serviceUrl } = await prepareDatabase({ adminUrl: superuserUrl, database: name });
    await migrate(ownerUrl);
    const adminUrl = new URL(superuserUrl);
    adminUrl.pathname = `/${name}`;
    const database = new BenchDatabase(adminUrl.href, serviceUrl, close);
    const [found] = await database.sql<{ count: number }>('SELECT count(*)::integer AS count FROM individuals');
    if (found?.count !== individuals) {
      const from = performance.now();
      await fill(adminUrl.href, { individuals, today: new SystemClock().today() });
      say(
        `filled ${individuals.toLocaleString('en-GB')} individuals in ${((performance.now() - from) / 1_000).toFixed(0)} s`,
      );
    }
    return database;
  }

  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  stop(): Promise<void> {
    return this.close();
  }
}

async function embedded(): Promise<{ superuserUrl: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-bench-'));
  chmodSync(folder, 0o711);
  const server = await startEmbeddedDatabase({ dataDir: folder });
  const close = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { superuserUrl: server.superuserUrl, close };
}
