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
  await Promise.all(jobs.map(({ name, data, jobId }) => queue.add(name, data, { ...CARRIED_ONCE, jobId })));
}
