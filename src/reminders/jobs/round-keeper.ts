import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { SETTINGS, type Settings } from '../../config';
import {
  CARRIED_ONCE,
  OutboxListeners,
  QueueDoor,
  repeat,
  REMINDERS_QUEUE,
  type Repetition,
} from '../../platform/queue';
import { faultInShort } from '../../shared/describe-fault';
import { Clock } from '../../shared/clock';
import { newId } from '../../shared/ids';
import { Rounds } from './rounds';

const ROUND = 'round';
/** Announced by verbs that begin, move or end an obligation, or change who answers for it. */
const OBLIGATIONS_CHANGED = [
  'plan.approved',
  'review.recorded',
  'review_schedule.changed',
  'action.assigned',
  'action.reassigned',
  'assignment.changed',
  'cohort.changed',
  'individual.restricted',
  'individual.merged',
  'user.changed',
];
/** Changes that come together share one round, at the end of the slot. */
const SLOT_MILLISECONDS = 2_000;
/** Added to two rounds that did not come before the queue is taken for lost. */
const GRACE_MILLISECONDS = 5_000;

/**
 * Sees to it that rounds happen. The scheduler of the queue disappears without a word when the queue is emptied, and
 * nothing comes when it is away: this puts the scheduler back, and in the meantime does the round itself.
 */
@Injectable()
export class RoundKeeper implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(RoundKeeper.name);
  private readonly everyMilliseconds: number;
  private carriedAt = performance.now();
  private isFirst = true;
  private isStopping = false;
  private repetition?: Repetition;

  constructor(
    private readonly rounds: Rounds,
    private readonly door: QueueDoor,
    private readonly clock: Clock,
    private readonly listeners: OutboxListeners,
    @InjectQueue(REMINDERS_QUEUE) private readonly queue: Queue,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.everyMilliseconds = settings.scanEverySeconds * 1_000;
  }

  onModuleInit(): void {
    this.listeners.on(OBLIGATIONS_CHANGED, () => this.wake());
  }

  onApplicationBootstrap(): void {
    this.repetition = repeat(this.everyMilliseconds, this.logger, () => this.keep());
  }

  /** Before anything it uses is closed. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.repetition?.stop();
  }

  /** A round arrived through the queue. */
  carried(): void {
    this.carriedAt = performance.now();
  }

  private async keep(): Promise<void> {
    const isLost = performance.now() - this.carriedAt > 2 * this.everyMilliseconds + GRACE_MILLISECONDS;
    const isThere = await this.door
      .use(() => this.schedule(isLost))
      .then(
        () => true,
        (error: unknown) => {
          this.logger.warn(`Rounds go without the queue: ${faultInShort(error)}`);
          return false;
        },
      );
    if (isLost || !isThere) await this.rounds.runAlone(() => this.isStopping);
  }

  /** Put back when it is gone, or when it is there and nothing comes of it; a round at once then, and at the start. */
  private async schedule(isLost: boolean): Promise<void> {
    const found = await this.queue.getJobScheduler(ROUND);
    const isRight = found !== undefined && Number(found.every) === this.everyMilliseconds && !isLost;
    if (!isRight) {
      const template = { name: ROUND, opts: { attempts: 1, removeOnComplete: true, removeOnFail: true } };
      await this.queue.upsertJobScheduler(ROUND, { every: this.everyMilliseconds }, template);
    }
    if (!isRight || this.isFirst) await this.queue.add(ROUND, {}, { ...CARRIED_ONCE, jobId: `round-${newId()}` });
    this.isFirst = false;
  }

  private async wake(): Promise<void> {
    const now = this.clock.now().getTime();
    const slot = Math.floor(now / SLOT_MILLISECONDS) + 1;
    await this.door.use(() =>
      this.queue.add(ROUND, {}, { ...CARRIED_ONCE, jobId: `round-${slot}`, delay: slot * SLOT_MILLISECONDS - now }),
    );
  }
}
