import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents, type Transaction } from '../platform/database';
import { ReviewRecorded, ReviewScheduleCancelled } from '../reviews';

/** What ends an obligation ends the reminders about it, in the same transaction. */
@Injectable()
export class EndReminders implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    this.events.on(ReviewRecorded, (tx, { scheduleId }) => endReminders(tx, scheduleId));
    this.events.on(ReviewScheduleCancelled, (tx, { scheduleId }) => endReminders(tx, scheduleId));
  }
}

async function endReminders(tx: Transaction, scheduleId: string): Promise<void> {
  await tx.query('SELECT suppress_reminders($1)', [scheduleId]);
}
