import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built worker in a process of its own, which is killed and started again. */
export class WorkerProcess {
  kills = 0;
  /** Ends of the process that nobody asked for. */
  deaths = 0;
  /** It has ended so and was not started again: whoever runs a worker starts it then. */
  isDead = false;
  private child?: ChildProcess;

  constructor(private readonly env: Record<string, string>) {}

  async start(changes: Record<string, string> = {}): Promise<void> {
    const child = fork(join(__dirname, '../../../dist/src/worker.js'), {
      env: {
        PATH: process.env.PATH,
        BASE_URL: 'http://localhost:3000',
        SCAN_EVERY_SECONDS: '1',
        DIGEST_HOUR: '0',
        AUDIT_HEAD_FILE: join(tmpdir(), 'cohort-proof-audit-heads.jsonl'),
        LOG_LEVEL: 'error',
        ...this.env,
        ...changes,
      },
      execArgv: [],
      stdio: ['ignore', 'ignore', process.env.PROOF_LOG ? 'inherit' : 'ignore', 'ipc'],
    });
    this.child = child;
    this.isDead = false;
    child.once('exit', (_code, signal) => {
      if (signal === 'SIGKILL') return;
      this.deaths += 1;
      this.isDead = this.child === child;
    });
    await Promise.race([once(child, 'message'), once(child, 'exit')]);
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (!this.child || !this.isRunning) return;
    this.kills += 1;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
