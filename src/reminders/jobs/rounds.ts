import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { addJobsInOrder, QueueDoor, REMINDERS_QUEUE } from '../../platform/queue';
import { Mailer } from '../../platform/mail';
import { DailyScan } from '../daily-scan';
import { SendReminders } from '../send-reminders';
import { TakeRecipients } from '../take-recipients';
import { TellOfUntold } from '../tell-of-untold';

export const SEND_JOB = 'send';
/** Recipients of one job: what still stands is asked once for all of them. */
const TOGETHER = 10;

/** One round: what is owed by now, and jobs of a few recipients each, the longest waiting first. */
@Injectable()
export class Rounds {
  private readonly logger = new Logger(Rounds.name);
  private dispatching: Promise<void> = Promise.resolve();
  private next?: Promise<void>;

  constructor(
    private readonly scan: DailyScan,
    private readonly takeRecipients: TakeRecipients,
    private readonly sendReminders: SendReminders,
    private readonly tellOfUntold: TellOfUntold,
    private readonly mailer: Mailer,
    private readonly door: QueueDoor,
    @InjectQueue(REMINDERS_QUEUE) private readonly queue: Queue,
  ) {}

  async run(): Promise<void> {
    await this.owe();
    await this.dispatch();
  }

  private async owe(): Promise<void> {
    await this.scan.run();
    await this.tellOfUntold.announce();
  }

  /** One after the other, so that those who have waited longest lie first in the queue; asked meanwhile, once more. */
  dispatch(): Promise<void> {
    this.next ??= this.dispatching.then(() => {
      this.next = undefined;
      const now = this.dispatchNow();
      this.dispatching = now.catch(() => undefined);
      return now;
    });
    return this.next;
  }

  /** A lease that finds no place in the queue is given back; one that is lost with it runs out. */
  private async dispatchNow(): Promise<void> {
    if (!this.mailer.isSetUp) return;
    await this.scan.ofToday();
    const leases = await this.takeRecipients.run();
    if (leases.length === 0) return;
    const jobs = inGroups(leases).map((group) => ({
      name: SEND_JOB,
      data: { leaseIds: group.join(' ') },
      jobId: `send-${group[0] ?? ''}`,
    }));
    try {
      await this.door.use(() => addJobsInOrder(this.queue, jobs));
    } catch (error) {
      await this.takeRecipients.release(leases);
      throw error;
    }
  }

  /** The same without the queue, for when it does not carry: a few at a time, and nothing is lost. */
  async runAlone(isStopping: () => boolean): Promise<void> {
    await this.owe();
    if (!this.mailer.isSetUp) return;
    for (let leases = await this.takeRecipients.run(); leases.length > 0; leases = await this.takeRecipients.run()) {
      this.logger.warn(`The queue does not carry: sending to ${leases.length} people without it.`);
      for (const group of inGroups(leases)) {
        if (isStopping()) return;
        await this.sendReminders.run(group);
      }
    }
  }
}

const inGroups = (leases: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(leases.length / TOGETHER) }, (_, at) =>
    leases.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
