import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-database.error';

/**
 * Stops a server whose launcher was killed. Call it only while holding the folder's lock: then nobody else can be
 * using that server. A postmaster.pid whose number now belongs to another program is removed, because PostgreSQL
 * would take that program for a server and refuse to start; one whose process is gone PostgreSQL clears by itself.
 */
export async function stopOrphanedServer(cluster: string): Promise<void> {
  const pid = readServerPid(cluster);
  if (pid === undefined || !isAlive(pid)) return;
  if (!isServerOf(pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  if (await endsWithin(pid, 20_000)) return;
  process.kill(pid, 'SIGQUIT');
  if (await endsWithin(pid, 10_000)) return;
  throw new EmbeddedDatabaseError(
    `A database server left over in ${cluster} (process ${pid}) does not stop: end it and start again.`,
  );
}

/** Whether the server with this process id has written that it accepts connections. */
export function isServerReady(cluster: string, pid: number | undefined): boolean {
  const lines = readPidFile(cluster);
  return pid !== undefined && lines[0]?.trim() === String(pid) && lines[7]?.trim() === 'ready';
}

function readServerPid(cluster: string): number | undefined {
  const pid = Number.parseInt(readPidFile(cluster)[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

function readPidFile(cluster: string): string[] {
  const file = join(cluster, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster);
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false; // another account's process: never our server, which runs as ours or as root's to inspect
  }
}

async function endsWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await delay(25);
  }
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
