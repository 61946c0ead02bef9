import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { REMINDERS_QUEUE, WORKER_OPTIONS } from '../../platform/queue';
import { SendReminders } from '../send-reminders';
import { RoundKeeper } from './round-keeper';
import { Rounds, SEND_JOB } from './rounds';

/** Two kinds of job: a round, and one recipient's message. */
@Processor(REMINDERS_QUEUE, WORKER_OPTIONS)
export class RemindersProcessor extends WorkerHost {
  private readonly logger = new Logger(RemindersProcessor.name);

  constructor(
    private readonly rounds: Rounds,
    private readonly keeper: RoundKeeper,
    private readonly sendReminders: SendReminders,
  ) {
    super();
  }

  async process(job: Job<{ leaseId?: string }>): Promise<void> {
    if (job.name === SEND_JOB) {
      if (job.data.leaseId) await this.sendReminders.run(job.data.leaseId);
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
    this.logger.warn(error instanceof Error ? error.message : String(error));
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.logger.error(`${job?.name ?? 'a job'} failed: ${error.message}`);
  }
}
