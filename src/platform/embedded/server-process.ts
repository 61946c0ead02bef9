import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-database.error';
import { isServerReady } from './orphaned-server';
import type { ServerAccount } from './server-account';
import type { ServerBinaries } from './server-binaries';

export interface ServerProcess {
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>;
  stop(): Promise<void>;
  stopNow(): void;
}

export interface ServerOrder {
  binaries: ServerBinaries;
  account: ServerAccount | undefined;
  cluster: string;
  logFile: string;
  port: number;
  durable: boolean;
}

/** The port was taken between choosing it and using it. */
export class PortTakenError extends Error {}

/** Starts the server and resolves when it accepts connections, after recovery if it was killed before. */
export async function startServerProcess(order: ServerOrder): Promise<ServerProcess> {
  if (existsSync(order.logFile)) renameSync(order.logFile, `${order.logFile}.1`);
  const log = openSync(order.logFile, 'a', 0o600);
  const child = spawn(order.binaries.postgres, ['-D', order.cluster, ...serverFlags(order)], {
    ...order.account,
    cwd: '/',
    // Its own session, so that Ctrl-C in the terminal reaches only the launcher, which stops things in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const dismissWatcher = child.pid === undefined ? () => undefined : watchOverLauncher(child.pid, order.account);
  void ended.then(dismissWatcher);
  await untilReady(child, ended, order);
  return { ended, stop: () => stopServer(child, ended, order), stopNow: () => void child.kill('SIGQUIT') };
}

function serverFlags({ port, durable }: ServerOrder): string[] {
  const written = durable ? 'on' : 'off';
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '128MB',
    fsync: written,
    synchronous_commit: written,
    full_page_writes: written,
    password_encryption: 'scram-sha-256',
    logging_collector: 'off',
    // A failed statement, its DETAIL line and even its message (‘invalid input syntax …’) quote the values written. Names
    // and notes stay out of the log: the service itself writes down the code and the place of every fault.
    log_min_messages: 'log',
    log_statement: 'none',
    log_min_duration_statement: -1,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * A launcher ended by kill -9 cannot stop its server. This shell can: it waits on a pipe that closes with the
 * launcher, however that ends. Where there is no shell, the next start finds the server and stops it.
 */
function watchOverLauncher(serverPid: number, account: ServerAccount | undefined): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn('/bin/sh', ['-c', `read -r line || kill -INT ${serverPid}`], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => watcher.stdin.end('dismissed\n');
}

async function untilReady(child: ChildProcess, ended: Promise<void>, order: ServerOrder): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isServerReady(order.cluster, child.pid)) {
    if (isOver) throw explainFailure(order);
    await Promise.race([delay(25), ended]);
  }
}

function explainFailure({ logFile, cluster }: ServerOrder): Error {
  const said = readFileSync(logFile, 'utf8');
  if (/could not bind|could not create any TCP/i.test(said)) return new PortTakenError('The port is taken.');
  const reason = /(?:FATAL|PANIC): +(.+)/.exec(said)?.[1] ?? 'it gave no reason';
  return new EmbeddedDatabaseError(`The database in ${cluster} did not start (${reason}): see ${logFile}.`);
}

async function stopServer(
  child: ChildProcess,
  ended: Promise<void>,
  { binaries, cluster }: ServerOrder,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawnSync(join(dirname(binaries.postgres), 'pg_ctl.exe'), ['stop', '-D', cluster, '-m', 'fast']);
    return ended;
  }
  // INT ends sessions and writes a checkpoint; QUIT stops at once and leaves recovery to the next start.
  child.kill('SIGINT');
  const patience = new AbortController();
  const impatience = delay(20_000, 'late' as const, { signal: patience.signal }).catch(() => undefined);
  if ((await Promise.race([ended, impatience])) === 'late') child.kill('SIGQUIT');
  patience.abort();
  await ended;
}
