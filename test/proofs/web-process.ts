import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from '../../src/platform/embedded';

/** The built web process on a port of its own, that can be killed and started again. */
export class WebProcess {
  private child?: ChildProcess;
  kills = 0;

  private constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<WebProcess> {
    const port = String(await findFreePort());
    const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: port, LOG_LEVEL: 'error', REDIS_URL: '' };
    const web = new WebProcess({ ...env, BASE_URL: `http://localhost:${port}` }, `http://127.0.0.1:${port}`);
    await web.run();
    return web;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  async run(): Promise<void> {
    const child = spawn(process.execPath, [join('dist', 'src', 'main.js')], {
      env: this.env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The web process ended (${String(code)}) before it was ready.`);
      }),
    ]);
  }

  /** kill -9, and a new one in its place. */
  async killAndRestart(): Promise<void> {
    this.kills++;
    await this.stop();
    await this.run();
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
