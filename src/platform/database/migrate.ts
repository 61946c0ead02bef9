import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations as runQueueMigrations } from 'bullmq';
import { Client, type ClientBase } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import './connection-settings';

const FOLDER = join(__dirname, '..', '..', '..', 'migrations');
export const MIGRATIONS_TABLE = 'migrations';

type MigrationClass = new () => MigrationInterface;

/** The file of every migration, oldest first, in the folder beside src (or dist/src). */
const migrationFiles = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => /^\d+-.*\.(js|ts)$/.test(name) && !name.endsWith('.d.ts'))
    .sort();

export const migrationClasses = (): MigrationClass[] =>
  migrationFiles().flatMap((name) => Object.values<MigrationClass>(require(join(FOLDER, name))));

/** Whether a migration of this version has not run. Goes by the files' names: a process that serves need not load them. */
export async function isBehind(client: Pick<ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await client.query<{ timestamp: string }>(`SELECT timestamp FROM ${MIGRATIONS_TABLE}`);
  const ran = new Set(rows.map(({ timestamp }) => Number(timestamp)));
  return migrationFiles().some((name) => !ran.has(Number.parseInt(name, 10)));
}

export function migrationSource(ownerUrl: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: migrationClasses(),
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    synchronize: false,
  });
}

/** Brings the schema and the queue's own tables up to date. Says what it ran. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const source = await migrationSource(ownerUrl).initialize();
  try {
    const ran = await source.runMigrations();
    await source.query(`GRANT SELECT ON ${MIGRATIONS_TABLE} TO cohort_app`);
    // A table from a branch that was migrated in another order.
    await source.query('SELECT open_to_erasure()');
    await migrateQueue(ownerUrl);
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** BullMQ's PostgreSQL backend keeps its tables in a schema of its own. */
async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await runQueueMigrations(client);
    await client.query(`
      GRANT USAGE ON SCHEMA bullmq TO cohort_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO cohort_app;
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO cohort_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO cohort_app;`);
  } finally {
    await client.end();
  }
}
