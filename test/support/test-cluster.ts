import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, prepareDatabase } from '../../src/platform/database';
import { lockFolder, startEmbeddedDatabase, type EmbeddedDatabase } from '../../src/platform/embedded';
import { administer } from './test-database';

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
    const template = await prepareDatabase({ adminUrl, database: templateName() });
    await migrate(template.ownerUrl);
    process.env.TEST_ADMIN_URL = adminUrl;
    process.env.TEST_OWNER_URL = template.ownerUrl;
    process.env.TEST_SERVICE_URL = template.serviceUrl;
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
  if (process.env.TEST_DATABASE_URL) {
    await administer(process.env.TEST_DATABASE_URL, [`drop database if exists ${templateName()} with (force)`]);
  }
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
function templateName(): string {
  return process.env.TEST_DATABASE_URL ? `cohort_template_${process.pid}` : 'cohort_template';
}
