import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { OutboxListeners, repeat, type Repetition } from '../../platform/queue';
import { FreezeGroups } from '../groups/freeze-groups';
import { FreezeQuarters } from '../freeze-quarters';
import { REFRESH_ASKED } from '../ask-for-refresh';
import { RefreshFigures } from '../refresh-figures';

const HALF_AN_HOUR = 1_800_000;

/** Keeps today's figures fresh, freezes quarters that are over, and hears when somebody asks for fresh ones. Needs no queue but for that. */
@Injectable()
export class FiguresKeeper implements OnApplicationBootstrap {
  private readonly logger = new Logger(FiguresKeeper.name);
  private repetition?: Repetition;

  constructor(
    private readonly refresh: RefreshFigures,
    private readonly freeze: FreezeQuarters,
    private readonly groups: FreezeGroups,
    private readonly listeners: OutboxListeners,
  ) {}

  onApplicationBootstrap(): void {
    this.listeners.on([REFRESH_ASKED], async () => {
      await this.refresh.run();
    });
    this.repetition = repeat(HALF_AN_HOUR, this.logger, () => this.keep());
  }

  async stop(): Promise<void> {
    await this.repetition?.stop();
  }

  private async keep(): Promise<void> {
    const frozen = await this.freeze.run();
    if (frozen > 0) this.logger.log(`${frozen} figures frozen at the end of a quarter.`);
    const notices = await this.groups.run();
    if (notices > 0) this.logger.log(`${notices} marked changes of disproportionality.`);
    await this.refresh.run();
  }
}
