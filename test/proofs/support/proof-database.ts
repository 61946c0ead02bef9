import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../../src/platform/database';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../../src/platform/embedded';

/** A durable database server of this proof's own, which can be killed. */
export class ProofDatabase {
  kills = 0;
  adminUrl = '';
  serviceUrl = '';

  private constructor(
    private readonly folder: string,
    private server: EmbeddedDatabase,
  ) {}

  static async start(): Promise<ProofDatabase> {
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cohort-proof-'));
    chmodSync(folder, 0o711);
    const database = new ProofDatabase(folder, await startEmbeddedDatabase({ dataDir: folder }));
    const { ownerUrl, serviceUrl } = await prepareDatabase({
      adminUrl: database.server.superuserUrl,
      database: 'cohort',
    });
    await migrate(ownerUrl);
    const adminUrl = new URL(database.server.superuserUrl);
    adminUrl.pathname = '/cohort';
    return Object.assign(database, { serviceUrl, adminUrl: adminUrl.href });
  }

  /** Behind the rules, each time on a connection of its own: the one before may have been killed. */
  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.adminUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  async number(text: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.sql<{ n: number }>(`SELECT (${text})::int AS n`, values);
    return row?.n ?? 0;
  }

  /** kill -9 of the server, and the same one again on the same files and port. */
  async killAndRestart(): Promise<void> {
    const pid = Number(readFileSync(join(this.folder, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await this.server.ended;
    this.kills += 1;
    const { port } = this.server;
    // Lets go of the folder; the server itself is gone.
    await this.server.stop();
    this.server = await startEmbeddedDatabase({ dataDir: this.folder, port });
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
