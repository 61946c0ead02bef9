import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { repeat, type Repetition } from '../../platform/queue';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { CheckKeptObligations } from '../check-kept-obligations';

/** Once on each day in London, soon after midnight: by the hour of the digest what was wrong is put right. */
@Injectable()
export class CheckKeeper implements OnApplicationBootstrap {
  private readonly logger = new Logger(CheckKeeper.name);
  private readonly everyMilliseconds: number;
  private done: Day | undefined;
  private repetition?: Repetition;

  constructor(
    private readonly check: CheckKeptObligations,
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
    const wrong = (await this.check.isDone(today)) ? 0 : await this.check.run();
    this.done = today;
    if (wrong > 0) {
      this.logger.error(
        `What reminders are read from was wrong about ${wrong} cases and is put right by the next scan. A trigger is missing or was passed by: look at what wrote to these cases.`,
      );
    }
  }
}
