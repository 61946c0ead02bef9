import { Injectable } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { quarterOf } from './domain/quarter';

/** Works today's figures out over everybody and keeps them: the worker's work, never that of a page. */
@Injectable()
export class RefreshFigures {
  constructor(private readonly transactions: Transactions) {}

  /** May run as often as you like; two at once wait for each other. @returns how many counts are kept */
  async run(): Promise<number> {
    const [row] = await this.transactions.long<{ kept: number }>(
      SYSTEM_ACTOR,
      'SELECT refresh_kept_figures($1, $2, $3) AS kept',
      (now, today) => [quarterOf(today).from, today, now],
    );
    return row?.kept ?? 0;
  }
}
