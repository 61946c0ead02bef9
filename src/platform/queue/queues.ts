import type { JobsOptions } from 'bullmq';

/** The queue only carries what PostgreSQL holds: losing all of it loses nothing. */
export const OUTBOX_QUEUE = 'outbox';
export const REMINDERS_QUEUE = 'reminders';

/** PostgreSQL remembers what was done and tries again; the queue keeps nothing. */
export const CARRIED_ONCE: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/**
 * A worker that is killed leaves its job stalled, which is not the job's fault: the default of one stall would fail it for ever.
 */
export const WORKER_OPTIONS = { concurrency: 4, maxStalledCount: 50 } as const;
