import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { addJobs, QueueDoor, REMINDERS_QUEUE } from '../../platform/queue';
import { Mailer } from '../../platform/mail';
import { OweReminders } from '../owe-reminders';
import { SendReminders } from '../send-reminders';
import { TakeRecipients } from '../take-recipients';

export const SEND_JOB = 'send';

/** One round: what is owed by now, and a job for each recipient. */
@Injectable()
export class Rounds {
  private readonly logger = new Logger(Rounds.name);

  constructor(
    private readonly oweReminders: OweReminders,
    private readonly takeRecipients: TakeRecipients,
    private readonly sendReminders: SendReminders,
    private readonly mailer: Mailer,
    private readonly door: QueueDoor,
    @InjectQueue(REMINDERS_QUEUE) private readonly queue: Queue,
  ) {}

  async run(): Promise<void> {
    await this.oweReminders.run();
    await this.dispatch();
  }

  /** A lease that finds no place in the queue runs out, and what it stands for is taken again. */
  async dispatch(): Promise<void> {
    if (!this.mailer.isSetUp) return;
    const leases = await this.takeRecipients.run();
    if (leases.length === 0) return;
    const jobs = leases.map((leaseId) => ({ name: SEND_JOB, data: { leaseId }, jobId: `send-${leaseId}` }));
    await this.door.use(() => addJobs(this.queue, jobs));
  }

  /** The same without the queue, for when it does not carry: slower, one after the other, and nothing is lost. */
  async runAlone(isStopping: () => boolean): Promise<void> {
    await this.oweReminders.run();
    if (!this.mailer.isSetUp) return;
    for (let leases = await this.takeRecipients.run(); leases.length > 0; leases = await this.takeRecipients.run()) {
      this.logger.warn(`The queue does not carry: sending to ${leases.length} people without it.`);
      for (const leaseId of leases) {
        if (isStopping()) return;
        await this.sendReminders.run(leaseId);
      }
    }
  }
}
