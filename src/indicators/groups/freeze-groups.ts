import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../platform/access';
import { Reader, Transactions } from '../../platform/database';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { newId } from '../../shared/ids';
import { lastQuarter } from '../domain/quarter';
import { Figures } from '../figures';
import { markedChanges } from './marked-changes';
import { type CensusRow, groupFigures, type GroupRow, censusOfQuarter } from './groups.queries';

/** Freezes the groups of the last quarter, and notices what changed markedly. */
@Injectable()
export class FreezeGroups {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly figures: Figures,
  ) {}

  /** May run as often as you like: what is frozen stays. @returns how many notices were made */
  async run(): Promise<number> {
    const { until } = lastQuarter(this.clock.today());
    const [row] = await this.transactions.long<{ frozen: number }>(
      SYSTEM_ACTOR,
      'SELECT freeze_group_figures($1, $2) AS frozen',
      (now) => [until, now],
    );
    return row && row.frozen > 0 ? this.notice(until) : 0;
  }

  private async notice(until: Day): Promise<number> {
    const [rows, census] = await this.reader.read<[GroupRow, CensusRow]>(
      SYSTEM_ACTOR,
      undefined,
      groupFigures(),
      censusOfQuarter(),
    );
    const before = rows.map((row) => row.period_until).find((day) => day < until);
    const { ofQuarter } = await this.figures.smallNumbers(SYSTEM_ACTOR);
    const found = markedChanges({ rows, census, until, before, ofQuarter });
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
