import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { REMINDERS_QUEUE, Spinning, WORKER_OPTIONS } from '../../platform/queue';
import { SendReminders } from '../send-reminders';
import { RoundKeeper } from './round-keeper';
import { Rounds, SEND_JOB } from './rounds';
import { faultInShort } from '../../shared/describe-fault';

const LEASES = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Two kinds of job: a round, and the messages of a few recipients. */
@Processor(REMINDERS_QUEUE, WORKER_OPTIONS)
export class RemindersProcessor extends WorkerHost {
  private readonly logger = new Logger(RemindersProcessor.name);
  private readonly spinning = new Spinning(this.logger);

  constructor(
    private readonly rounds: Rounds,
    private readonly keeper: RoundKeeper,
    private readonly sendReminders: SendReminders,
  ) {
    super();
  }

  async process(job: Job<{ leaseIds?: unknown; leaseId?: unknown }>): Promise<void> {
    if (job.name === SEND_JOB) {
      // leaseId: of a worker from before, while both are there.
      const leases = String(job.data.leaseIds ?? job.data.leaseId ?? '').match(LEASES) ?? [];
      if (leases.length > 0) await this.sendReminders.run(leases);
      return;
    }
    this.keeper.carried();
    await this.rounds.run();
  }

  /** Recipients are taken some hundreds at a time: when those are done, the next. */
  @OnWorkerEvent('drained')
  onDrained(): void {
    this.rounds.dispatch().catch((error: unknown) => this.onError(error));
  }

  @OnWorkerEvent('error')
  onError(error: unknown): void {
    this.spinning.note();
    this.logger.warn(faultInShort(error));
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.logger.error(`${job?.name ?? 'a job'} failed: ${faultInShort(error)}`);
  }
}
