import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Reader, Transactions } from '../platform/database';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { lastQuarter, type Quarter, quartersSince } from './domain/quarter';

/** Freezes every quarter that is over and not frozen yet, also those that passed while no worker ran. */
@Injectable()
export class FreezeQuarters {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** May run as often as you like: what is frozen stays. @returns how many figures were frozen */
  async run(): Promise<number> {
    let frozen = 0;
    for (const { from, until } of await this.owed()) {
      const [row] = await this.transactions.long<{ frozen: number }>(
        SYSTEM_ACTOR,
        'SELECT freeze_figures($1, $2, $3) AS frozen',
        (now) => [from, until, now],
      );
      frozen += row?.frozen ?? 0;
    }
    return frozen;
  }

  /** The last one always, because an indicator may be new; with nothing frozen yet, earlier quarters are not made up. */
  private async owed(): Promise<Quarter[]> {
    const today = this.clock.today();
    const last = lastQuarter(today);
    const found = await this.reader.one<{ until: Day | null }>(SYSTEM_ACTOR, undefined, {
      name: 'last-frozen-quarter',
      text: `SELECT max(s.period_until) AS until FROM figure_sets s WHERE s.source = 'computed' AND s.period_until < $1::date`,
      values: [last.until],
    });
    return found?.until ? quartersSince(found.until, today) : [last];
  }
}
