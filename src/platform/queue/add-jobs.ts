import type { Queue } from 'bullmq';
import { CARRIED_ONCE } from './queues';

export interface IdOnlyJob {
  name: string;
  /** Deterministic: a job that is still there is not added twice. Without ':' and not of digits only. */
  jobId: string;
  /** Ids and nothing else: the queue is read by whoever reads the queue. */
  data: Record<string, string>;
}

/**
 * Adds jobs under their own ids. One by one: addBulk on PostgreSQL makes temporary tables and sequences, for which the
 * service's role would need rights that it must not have.
 */
export async function addJobs(queue: Queue, jobs: readonly IdOnlyJob[]): Promise<void> {
  await Promise.all(jobs.map((job) => add(queue, job)));
}

/** Each only when the one before is in the queue: side by side they would lie there in any order. */
export async function addJobsInOrder(queue: Queue, jobs: readonly IdOnlyJob[]): Promise<void> {
  for (const job of jobs) await add(queue, job);
}

const add = (queue: Queue, { name, data, jobId }: IdOnlyJob): Promise<unknown> =>
  queue.add(name, data, { ...CARRIED_ONCE, jobId });
