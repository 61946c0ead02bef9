import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module';
import { SealAudit } from './chain/seal-audit';
import { KeepHeads } from './heads/keep-heads';
import { KeepAudit } from './keep-audit';
import { WatchAccess } from './watch/watch-access';

/** What only the worker does for the audit. */
@Module({ imports: [AuditModule], providers: [SealAudit, KeepHeads, WatchAccess, KeepAudit] })
export class AuditWorkModule {
  constructor(private readonly keeper: KeepAudit) {}

  stop(): Promise<void> {
    return this.keeper.stop();
  }
}
