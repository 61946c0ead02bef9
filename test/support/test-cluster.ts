import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../src/platform/database';
import { lockFolder, startEmbeddedDatabase, type EmbeddedDatabase } from '../../src/platform/embedded';
import { seedPartnership } from './partnership';
import { administer, copyDatabase, templateName } from './test-database';

const prefix = 'cohort-jest-';
const memoryDisk = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;
const abandonedAfter = 60_000;

interface TestCluster {
  server: EmbeddedDatabase | undefined;
  folder: string | undefined;
}

declare global {
  // Jest loads setup and teardown apart; what one opened, the other closes.
  var cohortTestCluster: TestCluster | undefined;
}

/** TEST_DATABASE_URL names a server of yours (an administrator's address); otherwise each run has its own cluster. */
export async function openTestCluster(): Promise<void> {
  const cluster: TestCluster = { server: undefined, folder: undefined };
  globalThis.cohortTestCluster = cluster;
  try {
    const adminUrl = process.env.TEST_DATABASE_URL ?? (await startOwnServer(cluster));
    const schema = await prepareDatabase({ adminUrl, database: schemaTemplate() });
    await migrate(schema.ownerUrl);
    process.env.TEST_ADMIN_URL = adminUrl;
    process.env.TEST_OWNER_URL = schema.ownerUrl;
    process.env.TEST_SERVICE_URL = schema.serviceUrl;
    const partnership = await copyDatabase(schemaTemplate(), templateName('partnership'));
    await seedPartnership(partnership.adminUrl);
  } catch (error) {
    // Jest runs no teardown when the setup fails.
    await closeTestCluster();
    throw error;
  }
}

export async function closeTestCluster(): Promise<void> {
  const cluster = globalThis.cohortTestCluster;
  globalThis.cohortTestCluster = undefined;
  await cluster?.server?.stop();
  if (process.env.TEST_DATABASE_URL) await dropTemplates(process.env.TEST_DATABASE_URL);
  if (cluster?.folder) rmSync(cluster.folder, { recursive: true, force: true });
}

async function startOwnServer(cluster: TestCluster): Promise<string> {
  const parent = roomiestFolder();
  await removeAbandoned(parent);
  cluster.folder = mkdtempSync(join(parent, prefix));
  chmodSync(cluster.folder, 0o711);
  cluster.server = await startEmbeddedDatabase({ dataDir: cluster.folder, durable: false });
  return cluster.server.superuserUrl;
}

function roomiestFolder(): string {
  if (process.platform !== 'linux') return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(memoryDisk);
    return bavail * bsize > enoughBytes ? memoryDisk : tmpdir();
  } catch {
    return tmpdir(); // a machine without a memory disk
  }
}

/** A run that was killed leaves its folder; its server went with it, and so did its lock. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name);
    const changedAt = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (changedAt > Date.now() - abandonedAfter) continue;
    const lock = await lockFolder(folder);
    if (!lock) continue;
    rmSync(folder, { recursive: true, force: true });
    await lock.release();
  }
}

/** On a server that others use too, runs must not meet in one template. */
function schemaTemplate(): string {
  return process.env.TEST_DATABASE_URL ? `cohort_template_${process.pid}` : 'cohort_template';
}

/** The run's own, and those that tests made beside it. */
async function dropTemplates(adminUrl: string): Promise<void> {
  const names = await namesLike(adminUrl, schemaTemplate());
  await administer(
    adminUrl,
    names.map((name) => `drop database if exists "${name}" with (force)`),
  );
}

async function namesLike(adminUrl: string, name: string): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [name, `${name}_`],
    );
    return rows.map(({ datname }) => datname);
  } finally {
    await client.end();
  }
}
