import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../../src/platform/embedded';

/** A Redis of this proof's own, set as the service asks, which can be flushed, killed and brought back with nothing in it. */
export class RedisProcess {
  private child?: ChildProcess;
  private folder = '';

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisProcess> {
    const redis = new RedisProcess(await findFreePort());
    await redis.run();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** In an empty folder: whatever was in it before is gone. */
  async run(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'cohort-redis-'));
    const flags = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.folder, '--save', ''];
    const child = spawn('redis-server', [...flags, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    await new Promise<void>((ready, fail) => {
      child.stdout.on('data', (part: Buffer) => {
        if (part.toString().includes('Ready to accept connections')) ready();
      });
      child.once('exit', (code) => fail(new Error(`redis-server ended with ${String(code)} before it was ready`)));
    });
  }

  async flush(): Promise<void> {
    const redis = new Redis(this.url);
    await redis.flushall();
    await redis.quit();
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
