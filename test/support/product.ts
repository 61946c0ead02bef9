import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../src/platform/embedded';

export interface Product {
  url: string;
  lines: string[];
  startedInSeconds: number;
  /** Of the process that started the others. */
  pid: number;
  stop(): Promise<void>;
}

/** What `npm start` runs once it has built: database, demonstration, web and worker. Resolves when it says it is ready. */
export async function startProduct(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Product> {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join('dist', 'src', 'start.js')], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: '',
      SMTP_URL: '',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const exited = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('Ready:')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The product ended (${code}): ${lines.join('\n')}`)));
  });
  return {
    url: `http://localhost:${port}`,
    lines,
    pid: child.pid ?? 0,
    startedInSeconds: (performance.now() - startedAt) / 1000,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** A data folder of its own, that root's postgres account can reach, gone afterwards. */
export function temporaryDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cohort-journey-'));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
