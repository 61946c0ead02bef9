import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { repeat, type Repetition } from '../../platform/queue';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { KeepDays } from '../keep-days';

/** Asks at every scan whether a new day has begun in London, and does once what it brings. Needs no queue. */
@Injectable()
export class DayKeeper implements OnApplicationBootstrap {
  private readonly logger = new Logger(DayKeeper.name);
  private readonly everyMilliseconds: number;
  private done: Day | undefined;
  private repetition?: Repetition;

  constructor(
    private readonly keepDays: KeepDays,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.everyMilliseconds = settings.scanEverySeconds * 1_000;
  }

  onApplicationBootstrap(): void {
    this.repetition = repeat(this.everyMilliseconds, this.logger, () => this.keep());
  }

  async stop(): Promise<void> {
    await this.repetition?.stop();
  }

  private async keep(): Promise<void> {
    const today = this.clock.today();
    if (this.done === today) return;
    const { broughtForward, exemptionsEnded } = await this.keepDays.run();
    this.done = today;
    if (broughtForward + exemptionsEnded > 0) {
      this.logger.log(`${broughtForward} reviews brought forward by a birthday, ${exemptionsEnded} exemptions ended.`);
    }
  }
}
