import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database.error';
import type { ServerAccount } from './server-account';
import { sharedHome, type ServerBinaries } from './server-binaries';

export const superuser = 'postgres';
const majorVersion = '18';

/** The folder that holds the cluster, made when new; a real path, which may lie outside the data folder (see below). */
export function chooseClusterHome(dataDir: string, account: ServerAccount | undefined, log: (line: string) => void) {
  const cluster = join(dataDir, 'pgdata');
  if (lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink()) return followLink(cluster);
  if (!account || canEnter(dataDir, account)) return dataDir;
  if (existsSync(cluster)) {
    throw new EmbeddedDatabaseError(
      `The database's account (user id ${account.uid}) cannot enter ${dataDir}: let it (chmod o+x on each folder above), or set DATA_DIR to a folder it can enter.`,
    );
  }
  const home = join(sharedHome, randomBytes(6).toString('hex'));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  symlinkSync(join(home, 'pgdata'), cluster);
  log(`The database's account cannot enter ${dataDir}, so the database is kept in ${home}.`);
  return home;
}

function followLink(cluster: string): string {
  // The link is made before the cluster, so what it names may be missing; the folder around it may not.
  const home = dirname(resolve(dirname(cluster), readlinkSync(cluster)));
  if (existsSync(home)) return home;
  throw new EmbeddedDatabaseError(
    `${cluster} points to a folder that is gone: put that folder back, or remove the link to begin with an empty database.`,
  );
}

function canEnter(folder: string, account: ServerAccount): boolean {
  return spawnSync('test', ['-x', `${folder}/.`], { ...account, cwd: '/' }).status === 0;
}

/** The superuser's password: random, made before the cluster, readable by us alone. */
export function readOrMakeSecret(dataDir: string, cluster: string): string {
  const file = join(dataDir, 'secret');
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept !== '') return kept;
  if (existsSync(cluster)) {
    throw new EmbeddedDatabaseError(
      `${file} is gone, and without it the database in ${cluster} cannot be opened: put it back, or move both away to begin with an empty database.`,
    );
  }
  const secret = randomBytes(24).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

interface NewCluster {
  home: string;
  secret: string;
  binaries: ServerBinaries;
  account: ServerAccount | undefined;
  durable: boolean;
}

/**
 * Makes the cluster when there is none. It is written beside its final place and renamed when complete, so a start
 * that was interrupted leaves only `pgdata.partial`, which never held data and is thrown away.
 */
export async function ensureCluster(wanted: NewCluster): Promise<void> {
  const cluster = join(wanted.home, 'pgdata');
  const partial = `${cluster}.partial`;
  if (existsSync(cluster) && readdirSync(cluster).length === 0) rmdirSync(cluster);
  rmSync(partial, { recursive: true, force: true });
  if (existsSync(cluster)) return refuseUnusable(cluster);
  mkdirSync(partial, { mode: 0o700 });
  if (wanted.account) chownSync(partial, wanted.account.uid, wanted.account.gid);
  await runInitdb(wanted, partial);
  renameSync(partial, cluster);
}

function refuseUnusable(cluster: string): void {
  const isComplete = existsSync(join(cluster, 'PG_VERSION')) && existsSync(join(cluster, 'global', 'pg_control'));
  if (!isComplete) {
    throw new EmbeddedDatabaseError(
      `${cluster} is not a complete database and may hold data: restore it from a backup, or move it away to begin with an empty one.`,
    );
  }
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion) return;
  throw new EmbeddedDatabaseError(
    `${cluster} was made by PostgreSQL ${version} and this is ${majorVersion}: move the data over with pg_dump, or set DATABASE_URL to a PostgreSQL ${version} server.`,
  );
}

function runInitdb({ secret, binaries, account, durable }: NewCluster, folder: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${secret}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const flags = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    // In a file, because the process list shows arguments to everyone; initdb cannot read it from Node's pipes.
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // The provider inside PostgreSQL sorts alike on every machine, whatever locales are installed.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, flags, {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      rmSync(passwordFile, { force: true });
      if (code === 0) resolve();
      else reject(new EmbeddedDatabaseError(`The database could not be made in ${folder}: ${reasonIn(said)}`));
    });
  });
}

function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /error|fatal/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? 'initdb gave no reason.';
}

/** Makes the data folder, closed to other accounts' listing, and says in one line when the disk refuses. */
export function prepareDataFolder(dataDir: string, account: ServerAccount | undefined): void {
  try {
    makeFolder(dataDir, account ? 0o711 : 0o700);
    writeFileSync(join(dataDir, '.writable'), '');
    rmSync(join(dataDir, '.writable'));
    // The server's account must pass through to its own folder, and may not list this one.
    if (account) chmodSync(dataDir, 0o711);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedDatabaseError(
      `The data folder ${dataDir} cannot be written (${reason}): set DATA_DIR to one that can.`,
    );
  }
}

/** One folder at a time: Node's own recursive form never returns where the system answers ENOENT, as in /proc. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), 0o755);
  mkdirSync(folder, { mode });
}
