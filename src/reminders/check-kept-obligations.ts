import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Reader, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { keptChecks, type KeptCheckRow } from './deliveries.queries';

/** The daily comparison of what the scan reads with the one definition of what is owed. */
@Injectable()
export class CheckKeptObligations {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: Reader,
  ) {}

  async isDone(today: Day): Promise<boolean> {
    const [last] = await this.reader.many<KeptCheckRow>(SYSTEM_ACTOR, undefined, keptChecks());
    return last?.day === today;
  }

  /** Of how many cases it was wrong; the next scan works them out again. Over everybody, so it may take minutes. */
  async run(): Promise<number> {
    const [row] = await this.transactions.long<{ wrong: number }>(
      SYSTEM_ACTOR,
      'SELECT check_kept_obligations($1, $2) AS wrong',
      (now, today) => [today, now],
    );
    return row?.wrong ?? 0;
  }
}
