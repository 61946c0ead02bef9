import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../platform/access';
import { Reader, Transactions } from '../../platform/database';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { newId } from '../../shared/ids';
import { lastQuarter, type Quarter, quartersSince } from '../domain/quarter';
import { FrozenGroups } from './frozen-groups';
import { markedChanges } from './marked-changes';

/** Freezes the groups of every quarter that is over, also of those that passed while no worker ran, and notices what changed markedly. */
@Injectable()
export class FreezeGroups {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly groups: FrozenGroups,
  ) {}

  /** May run as often as you like: what is frozen stays. @returns how many notices were made */
  async run(): Promise<number> {
    let notices = 0;
    for (const { until } of await this.owed()) {
      const [row] = await this.transactions.long<{ frozen: number }>(
        SYSTEM_ACTOR,
        'SELECT freeze_group_figures($1, $2) AS frozen',
        (now) => [until, now],
      );
      if (row && row.frozen > 0) notices += await this.notice(until);
    }
    return notices;
  }

  /** With nothing frozen yet the last one alone: earlier quarters are not made up. */
  private async owed(): Promise<Quarter[]> {
    const today = this.clock.today();
    const found = await this.reader.one<{ until: Day | null }>(SYSTEM_ACTOR, undefined, {
      name: 'last-frozen-groups',
      text: 'SELECT max(g.period_until) AS until FROM group_figures g',
    });
    return found?.until ? quartersSince(found.until, today) : [lastQuarter(today)];
  }

  private async notice(until: Day): Promise<number> {
    const { now, before } = await this.groups.besideBefore(SYSTEM_ACTOR, until);
    const found = now ? markedChanges(now, before) : [];
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      for (const { measure, dimension, key, words } of found) {
        await tx.query(
          `INSERT INTO group_notices (id, period_until, measure, dimension, key, words, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT ON CONSTRAINT group_notices_once DO NOTHING`,
          [newId(), until, measure, dimension, key, words, tx.now],
        );
      }
      return found.length;
    });
  }
}
