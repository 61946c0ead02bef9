import { Module } from '@nestjs/common';
import { CheckKeptObligations } from './check-kept-obligations';
import { CheckKeeper } from './jobs/check-keeper';
import { RemindersProcessor } from './jobs/reminders.processor';
import { RoundKeeper } from './jobs/round-keeper';
import { Rounds } from './jobs/rounds';
import { DailyScan } from './daily-scan';
import { OweReminders } from './owe-reminders';
import { ReminderLedger } from './reminder-ledger';
import { SendReminders } from './send-reminders';
import { TakeRecipients } from './take-recipients';
import { TellOfChair } from './tell-of-chair';
import { TellOfPapers } from './tell-of-papers';
import { TellOfReturn } from './tell-of-return';
import { TellOfUntold } from './tell-of-untold';

/** What only the worker does: find what is owed, carry it, send it, and check what it is found by. */
@Module({
  providers: [
    DailyScan,
    OweReminders,
    CheckKeptObligations,
    CheckKeeper,
    TakeRecipients,
    ReminderLedger,
    SendReminders,
    Rounds,
    RoundKeeper,
    RemindersProcessor,
    TellOfReturn,
    TellOfPapers,
    TellOfChair,
    TellOfUntold,
  ],
})
export class RemindersWorkModule {
  constructor(
    private readonly keeper: RoundKeeper,
    private readonly checkKeeper: CheckKeeper,
    private readonly processor: RemindersProcessor,
  ) {}

  /** First what gives work, then what does it; what both use is still open. */
  async stop(): Promise<void> {
    await this.keeper.stop();
    await this.checkKeeper.stop();
    await this.processor.worker.close();
  }
}
