import { Injectable, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../platform/access';
import { Transactions } from '../platform/database';
import { repeat, type Repetition } from '../platform/queue/repeat';
import { REFERRAL_NOTICE_MADE } from './tell';

const HOUR_MILLISECONDS = 3_600_000;

/** Rings the bell of the clock: once for each referral whose triage is late, to each chair of its panel. */
@Injectable()
export class TellOfLateTriage implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TellOfLateTriage.name);
  private repetition?: Repetition;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.repetition = repeat(HOUR_MILLISECONDS, this.logger, () => this.run().then(() => undefined));
  }

  async onModuleDestroy(): Promise<void> {
    await this.repetition?.stop();
  }

  /** May run as often as you like: what was said about this clock is not said again. @returns how many were told */
  run(): Promise<number> {
    return this.transactions.act(SYSTEM_ACTOR, async (tx) => {
      const made = await tx.query<{ id: string }>('SELECT tell_of_untriaged($1, $2) AS id', [tx.today, tx.now]);
      for (const { id } of made) await tx.announce(REFERRAL_NOTICE_MADE, id);
      return made.length;
    });
  }
}

@Module({ providers: [TellOfLateTriage] })
export class ReferralsWorkModule {}
