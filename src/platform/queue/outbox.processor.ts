import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { SYSTEM_ACTOR } from '../access';
import { Transactions } from '../database';
import { OutboxListeners } from './outbox-listeners';
import { OUTBOX_QUEUE, WORKER_OPTIONS } from './queues';
import { Spinning } from './spinning';
import { faultInShort } from '../../shared/describe-fault';

interface EventRow {
  kind: string;
  subject_id: string;
}

/** Hands one event to those who listen, if nobody has yet. */
@Processor(OUTBOX_QUEUE, WORKER_OPTIONS)
export class OutboxProcessor extends WorkerHost {
  private readonly logger = new Logger(OutboxProcessor.name);
  private readonly spinning = new Spinning(this.logger);

  constructor(
    private readonly transactions: Transactions,
    private readonly listeners: OutboxListeners,
  ) {
    super();
  }

  process({ data }: Job<{ eventId: string }>): Promise<void> {
    return this.hand(data.eventId);
  }

  async hand(eventId: string): Promise<void> {
    const event = await this.attempt(eventId);
    if (!event) return;
    try {
      for (const listener of this.listeners.of(event.kind)) {
        await listener({ id: eventId, kind: event.kind, subjectId: event.subject_id });
      }
    } catch (error) {
      await this.note(eventId, { handled: false, error: error instanceof Error ? error.name : 'unknown' });
      throw error;
    }
    await this.note(eventId, { handled: true, error: null });
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.spinning.note();
    this.logger.warn(faultInShort(error));
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.logger.error(`${job?.name ?? 'a job'} failed: ${faultInShort(error)}`);
  }

  /** Counted before it is tried: an event that ends the process must not be tried for ever. */
  private attempt(eventId: string): Promise<EventRow | undefined> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<EventRow>(
        'SELECT kind, subject_id FROM outbox_events WHERE id = $1 AND handled_at IS NULL FOR UPDATE SKIP LOCKED',
        [eventId],
      );
      if (row) await tx.query('UPDATE outbox_events SET attempts = attempts + 1 WHERE id = $1', [eventId]);
      return row;
    });
  }

  private note(eventId: string, outcome: { handled: boolean; error: string | null }): Promise<unknown> {
    return this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query(
        'UPDATE outbox_events SET handled_at = CASE WHEN $2 THEN $3::timestamptz END, last_error = $4 WHERE id = $1',
        [eventId, outcome.handled, tx.now, outcome.error],
      ),
    );
  }
}
