import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { OweReminders } from './owe-reminders';

/** Knows whether this process has written down what is owed by today. */
@Injectable()
export class DailyScan {
  private scannedOn?: Day;
  private scanning?: Promise<void>;

  constructor(
    private readonly oweReminders: OweReminders,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const today = this.clock.today();
    await this.oweReminders.run();
    this.scannedOn = today;
  }

  /**
   * Before anything is sent. Somebody gets one digest a day: one that went before the scan, after the service had stood still,
   * would leave today's reminders to tomorrow, when a later rung may take their place unsaid.
   */
  async ofToday(): Promise<void> {
    if (this.scannedOn === this.clock.today()) return;
    this.scanning ??= this.run().finally(() => (this.scanning = undefined));
    await this.scanning;
  }
}
