import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { repeat, type Repetition } from '../queue';
import { AuditKeeping } from './chain/audit-keeping';
import { SealAudit } from './chain/seal-audit';
import { KeepHeads } from './heads/keep-heads';
import { WATCH_EVERY_SECONDS } from './keeping-tasks';
import { WatchAccess } from './watch/watch-access';

/** What the worker does for the audit, again and again: seal, tell the head outside, watch. */
@Injectable()
export class KeepAudit implements OnApplicationBootstrap {
  private readonly logger = new Logger(KeepAudit.name);
  private readonly repetitions: Repetition[] = [];

  constructor(
    private readonly sealer: SealAudit,
    private readonly heads: KeepHeads,
    private readonly watch: WatchAccess,
    private readonly keeping: AuditKeeping,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    const { auditSealEverySeconds, auditHeadEverySeconds } = this.settings;
    this.repetitions.push(
      repeat(auditSealEverySeconds * 1_000, this.logger, () => this.seal()),
      repeat(auditHeadEverySeconds * 1_000, this.logger, () => this.heads.run()),
      repeat(WATCH_EVERY_SECONDS * 1_000, this.logger, () => this.watchAccess()),
    );
  }

  /** Before anything it uses is closed. */
  async stop(): Promise<void> {
    await Promise.all(this.repetitions.map((repetition) => repetition.stop()));
  }

  private async seal(): Promise<void> {
    try {
      await this.sealer.run();
    } catch (error) {
      await this.keeping.failed('seal', error);
      throw error;
    }
    await this.keeping.wentWell('seal');
  }

  private async watchAccess(): Promise<void> {
    try {
      await this.watch.run();
    } catch (error) {
      await this.keeping.failed('watch', error);
      throw error;
    }
  }
}
