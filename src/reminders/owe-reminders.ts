import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { bankHolidays } from '../shared/working-days';

/** The scan: writes down what is owed by today, and takes back what no longer is. One statement, as often as you like. */
@Injectable()
export class OweReminders {
  constructor(
    private readonly transactions: Transactions,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'remindAgainDays'>,
  ) {}

  /** How many reminders are newly owed. After a long stop that is everything at once, so it may take minutes. */
  async run(): Promise<number> {
    const [row] = await this.transactions.long<{ owed: number }>(
      SYSTEM_ACTOR,
      'SELECT owe_reminders_in_order($1, $2, $3, $4) AS owed',
      (now, today) => [today, now, this.settings.remindAgainDays, bankHolidays()],
    );
    return row?.owed ?? 0;
  }
}
