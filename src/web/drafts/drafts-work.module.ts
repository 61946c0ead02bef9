import { Injectable, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../../platform/access';
import { Transactions } from '../../platform/database';
import { repeat, type Repetition } from '../../platform/queue/repeat';
import { DAYS_KEPT } from './drafts';

const HOUR_MILLISECONDS = 3_600_000;

/** Removes drafts that nobody came back for, and sessions that have ended, without reading either. */
@Injectable()
export class SweepLeftovers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SweepLeftovers.name);
  private repetition?: Repetition;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.repetition = repeat(HOUR_MILLISECONDS, this.logger, () => this.run());
  }

  async onModuleDestroy(): Promise<void> {
    await this.repetition?.stop();
  }

  run(): Promise<void> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const before = new Date(tx.now.getTime() - DAYS_KEPT * 24 * HOUR_MILLISECONDS);
      await tx.query('SELECT * FROM sweep_leftovers($1, $2)', [tx.now, before]);
    });
  }
}

@Module({ providers: [SweepLeftovers] })
export class DraftsWorkModule {}
