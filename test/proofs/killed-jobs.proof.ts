import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { proofBackend, say } from './support/arguments';
import { ProofQueue } from './support/proof-queue';
import { ProofWorld } from './support/proof-world';

const JOBS = 400;
const ATTEMPTS = 5;
const KILLS = 4;
const QUEUE = 'proof-of-kills';
const MINUTE = 60_000;

/** SECURITY.md, finding 4: with the queue's defaults four kills of the worker failed 40 of 400 jobs for good. */
describe('a worker that is killed four times', () => {
  let world: ProofWorld;
  let opened: ProofQueue;

  beforeAll(async () => {
    world = await ProofWorld.start({ reminders: 1 });
    opened = new ProofQueue(QUEUE, world);
  }, 300_000);
  afterAll(async () => {
    await opened.close();
    await world.stop();
  });

  it(
    'drops no job',
    async () => {
      const { queue } = opened;
      const kept = { attempts: ATTEMPTS, removeOnComplete: false, removeOnFail: false };
      for (let at = 0; at < JOBS; at += 1) await queue.add('job', { at: String(at) }, { ...kept, jobId: `job-${at}` });
      const runs = new Map<string, number>();
      let worker = await start(runs);
      for (let kill = 1; kill <= KILLS; kill += 1) {
        // While some are under way.
        while (runs.size < (JOBS * kill) / (KILLS + 1)) await delay(5);
        await killed(worker);
        worker = await start(runs);
      }
      const from = performance.now();
      let counts = await queue.getJobCounts('completed', 'failed', 'waiting', 'active', 'delayed');
      while ((counts['completed'] ?? 0) + (counts['failed'] ?? 0) < JOBS && performance.now() - from < 2 * MINUTE) {
        await delay(200);
        counts = await queue.getJobCounts('completed', 'failed', 'waiting', 'active', 'delayed');
      }
      await killed(worker);
      const repeated = [...runs.values()].filter((times) => times > 1).length;
      say(
        `${proofBackend()}: ${JOBS} jobs with attempts: ${ATTEMPTS}, the worker killed -9 ${KILLS} times: ${counts['completed'] ?? 0} done, ` +
          `${counts['failed'] ?? 0} failed, ${JOBS - (counts['completed'] ?? 0) - (counts['failed'] ?? 0)} left; ran more than once: ${repeated}`,
      );
      expect(counts['completed']).toBe(JOBS);
      expect(counts['failed']).toBe(0);
      expect(runs.size).toBe(JOBS);
    },
    5 * MINUTE,
  );

  async function start(runs: Map<string, number>): Promise<ChildProcess> {
    const { database, redis } = world;
    const child = fork(join(__dirname, 'support/jobs-worker.mjs'), {
      env: {
        PATH: process.env.PATH,
        PROOF_QUEUE: QUEUE,
        DATABASE_URL: database.serviceUrl,
        ...(redis ? { REDIS_URL: redis.url } : {}),
      },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (message: { done?: string }) => {
      if (message.done !== undefined) runs.set(message.done, (runs.get(message.done) ?? 0) + 1);
    });
    await once(child, 'message');
    return child;
  }

  async function killed(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});
