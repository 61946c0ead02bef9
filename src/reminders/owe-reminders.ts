import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';

/** The scan: writes down what is owed by today, and takes back what no longer is. One statement, as often as you like. */
@Injectable()
export class OweReminders {
  constructor(private readonly transactions: Transactions) {}

  /** How many reminders are newly owed. */
  run(): Promise<number> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const [row] = await tx.query<{ owed: number }>('SELECT owe_reminders($1, $2) AS owed', [tx.today, tx.now]);
      return row?.owed ?? 0;
    });
  }
}
