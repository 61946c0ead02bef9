import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { SYSTEM_ACTOR } from '../access';
import { type Transaction, Transactions } from '../database';
import { addJobs } from './add-jobs';
import { OutboxListeners } from './outbox-listeners';
import { QueueDoor } from './queue-door';
import { OUTBOX_QUEUE } from './queues';
import { repeat, type Repetition } from './repeat';

const EVERY_MILLISECONDS = 1_000;
const AT_ONCE = 100;
/** The last of them is more than an hour after the event; then it waits for a person, with its error. */
export const OUTBOX_ATTEMPTS = 12;

interface Waiting {
  id: string;
  kind: string;
}

/**
 * Carries outbox events to the queue after their commit. Whatever is unhandled is offered again at every run: a job that
 * is still there is recognised by its id, one that was lost with the queue is made again.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap {
  private readonly logger = new Logger(OutboxRelay.name);
  private repetition?: Repetition;

  constructor(
    private readonly transactions: Transactions,
    private readonly listeners: OutboxListeners,
    private readonly door: QueueDoor,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): void {
    this.repetition = repeat(EVERY_MILLISECONDS, this.logger, () => this.run());
  }

  /** Before anything it uses is closed. */
  async stop(): Promise<void> {
    await this.repetition?.stop();
  }

  async run(): Promise<void> {
    const waiting = await this.transactions.act(SYSTEM_ACTOR, (tx) => takeWaiting(tx, this.listeners.kinds));
    if (waiting.length === 0) return;
    const jobs = waiting.map(({ id, kind }) => ({ name: kind, data: { eventId: id }, jobId: `event-${id}` }));
    await this.door.use(() => addJobs(this.queue, jobs));
  }
}

/** Two relays at once pass each other's rows by; what one did not get to is there again a second later. */
async function takeWaiting(tx: Transaction, kinds: string[]): Promise<Waiting[]> {
  await tx.query(`UPDATE outbox_events SET handled_at = $1 WHERE handled_at IS NULL AND kind <> ALL ($2)`, [
    tx.now,
    kinds,
  ]);
  return tx.query<Waiting>(
    `SELECT id, kind FROM outbox_events
      WHERE handled_at IS NULL AND attempts < $2
        AND (attempts = 0 OR at + make_interval(secs => power(2, attempts)) <= $1)
      ORDER BY attempts, at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [tx.now, OUTBOX_ATTEMPTS, AT_ONCE],
  );
}
