// A worker with the service's own options and nothing of its own to do: each job takes a moment and is told to the parent.
import { setTimeout as delay } from 'node:timers/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Worker } = require('bullmq');
const { readSettings } = require('../../../dist/src/config');
const { QueueConnection, WORKER_OPTIONS } = require('../../../dist/src/platform/queue');

const { connection, prefix } = new QueueConnection(readSettings(process.env));
const work = async (job) => {
  await delay(20);
  process.send({ done: job.id, attempt: job.attemptsMade });
};
// Found again sooner than the half minute that is usual: only so that the proof does not take long.
const quick = { lockDuration: 3_000, stalledInterval: 2_000 };
const worker = new Worker(process.env.PROOF_QUEUE, work, { connection, prefix, ...WORKER_OPTIONS, ...quick });
worker.on('error', () => undefined);
await worker.waitUntilReady();
process.send({ ready: true });
