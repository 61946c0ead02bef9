import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { childEnvironment, readSettings } from '../config';
import { migrate, prepareDatabase } from '../platform/database';
import { EmbeddedDatabaseError, startEmbeddedDatabase } from '../platform/embedded';
import { startChild } from '../platform/embedded/child-process';

class CannotReset extends Error {}

/** Throws the demonstration away and loads it anew. Refuses a database that holds anything else. */
async function main(): Promise<void> {
  const settings = readSettings();
  if (settings.isProduction) throw new CannotReset('Demonstration data is refused in production.');
  const own = settings.databaseUrl ? undefined : await startEmbeddedDatabase({ dataDir: settings.dataDir, log: say });
  try {
    const adminUrl = settings.databaseUrl ?? own?.superuserUrl ?? '';
    await dropDemonstration(adminUrl);
    // The heads tell of the chain that went with the data; the new chain would be held against them and found cut.
    await rm(settings.auditHeadFile, { force: true });
    const { ownerUrl, serviceUrl } = await prepareDatabase({ adminUrl });
    await migrate(ownerUrl);
    await load(serviceUrl);
  } finally {
    await own?.stop();
  }
}

async function dropDemonstration(adminUrl: string): Promise<void> {
  const name = databaseOf(adminUrl);
  const admin = await connect(adminUrl, 'postgres');
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) return;
    if (!(await holdsOnlyDemonstration(adminUrl, name))) {
      throw new CannotReset(`The database ${name} holds something else than the demonstration. Nothing was changed.`);
    }
    await admin.query('DROP DATABASE '.concat(escapeIdentifier(name)));
  } finally {
    await admin.end();
  }
}

async function holdsOnlyDemonstration(adminUrl: string, name: string): Promise<boolean> {
  const client = await connect(adminUrl, name);
  try {
    const { rows } = await client.query<{ users: string | null }>(`SELECT to_regclass('public.users')::text AS users`);
    if (!rows[0]?.users) return true;
    const found = await client.query<{ demonstration: boolean; empty: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM users WHERE email = 'lead@scf.example') AS demonstration,
              NOT EXISTS (SELECT 1 FROM users WHERE status <> 'system') AS empty`,
    );
    return found.rows[0]?.demonstration === true || found.rows[0]?.empty === true;
  } finally {
    await client.end();
  }
}

async function load(serviceUrl: string): Promise<void> {
  const file = join(__dirname, 'demo-load.js');
  const loader = startChild('demonstration', file, childEnvironment({ DATABASE_URL: serviceUrl }));
  loader.onMessage((message) => {
    if ('progress' in message) say(String(message.progress));
  });
  const how = await loader.ended;
  if (how !== 'exit 0') throw new CannotReset(`Loading the demonstration people failed (${how}).`);
}

async function connect(adminUrl: string, database: string): Promise<Client> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function databaseOf(adminUrl: string): string {
  const named = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  return named === '' || named === 'postgres' ? 'cohort' : named;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

main()
  .then(() => say('The demonstration is as new.'))
  .catch((error: unknown) => {
    const isExplained = error instanceof CannotReset || error instanceof EmbeddedDatabaseError;
    process.stderr.write(`${isExplained ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });
