import { type DynamicModule, Module } from '@nestjs/common';
import { AppModule } from './app.module';
import type { Settings } from './config';
import { AccountMailModule } from './platform/auth/account-mail.module';
import { AuditWorkModule } from './platform/audit/audit-work.module';
import { QueueWorkModule } from './platform/queue';
import { IndicatorsWorkModule } from './indicators';
import { ReferralsWorkModule } from './referrals';
import { RemindersWorkModule } from './reminders';
import { ReviewsWorkModule } from './reviews';
import type { Clock } from './shared/clock';
import { UsersWorkModule } from './users';
import { DraftsWorkModule } from './web/drafts/drafts-work.module';

/** The whole service as the web process has it, and what only the worker does. */
@Module({})
export class WorkerModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        AppModule.with(settings, clock),
        QueueWorkModule,
        AuditWorkModule,
        AccountMailModule,
        ReferralsWorkModule,
        RemindersWorkModule,
        IndicatorsWorkModule,
        ReviewsWorkModule,
        UsersWorkModule,
        DraftsWorkModule,
      ],
    };
  }
}
