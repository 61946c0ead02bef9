import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone, or answers undefined when another process has it.
 * The lock is a listening socket, because the operating system frees it however the process ends; a file with a
 * process id in it outlives a kill -9, and after a restart that id may belong to somebody else.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const address = addressOf(folder);
  const server = (await listen(address)) ?? (await listenAfterStale(address));
  if (!server) return undefined;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function addressOf(folder: string): string {
  const name = `tertiary-cohort-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)}`;
  // Padded to the full length of an address: Node 20 pads it and later versions do not, and the two must meet.
  if (process.platform === 'linux') return `\0${name.padEnd(107, '-')}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: address, exclusive: true }, () => resolve(server));
  });
}

/** Only a socket that is a file (macOS) can be left behind by a process that is gone. */
async function listenAfterStale(address: string): Promise<Server | undefined> {
  if (process.platform === 'linux' || process.platform === 'win32' || (await answers(address))) return undefined;
  rmSync(address, { force: true });
  return listen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visitor = connect(address, () => {
      visitor.destroy();
      resolve(true);
    });
    visitor.once('error', () => resolve(false));
  });
}
