import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings, SettingsModule } from './config';
import { AgenciesModule } from './agencies';
import { IndividualsModule } from './individuals';
import { NotesModule } from './notes';
import { ActionsModule } from './actions';
import { ReferralsModule } from './referrals';
import { ScreeningsModule } from './screenings';
import { CohortModule } from './cohort';
import { AssignmentsModule } from './assignments';
import { PlansModule } from './plans';
import { PlansAtExitModule } from './plans/plans-at-exit.module';
import { ReviewsModule } from './reviews';
import { MeetingsModule } from './meetings';
import { HandoversModule } from './handovers';
import { ImportsModule } from './imports';
import { RegistersModule } from './registers';
import { RetentionModule } from './retention';
import { DataQualityModule } from './data-quality';
import { ExportsModule } from './exports';
import { RemindersModule } from './reminders';
import { IndicatorsModule } from './indicators';
import { DemonstrationMailModule } from './demonstration/demonstration-mail.module';

import { AccessModule } from './platform/access';
import { AuditModule } from './platform/audit/audit.module';
import { AuthModule } from './platform/auth';
import { DatabaseModule } from './platform/database';
import { HealthModule } from './platform/health/health.module';
import { HttpModule } from './platform/http';
import { MailModule } from './platform/mail';
import { QueueModule } from './platform/queue';
import type { Clock } from './shared/clock';
import { UsersModule } from './users';
import { WebModule } from './web/web.module';

const slices = [
  AgenciesModule,
  UsersModule,
  IndividualsModule,
  NotesModule,
  ActionsModule,
  ReferralsModule,
  ScreeningsModule,
  CohortModule,
  AssignmentsModule,
  PlansModule,
  PlansAtExitModule,
  ReviewsModule,
  MeetingsModule,
  HandoversModule,
  ImportsModule,
  RegistersModule,
  RetentionModule,
  DataQualityModule,
  ExportsModule,
  RemindersModule,
  IndicatorsModule,
  DemonstrationMailModule,
];

/** The whole service: web and worker are made of the same modules. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings, clock),
        AccessModule,
        DatabaseModule.forRoot(),
        QueueModule.forRoot(),
        MailModule,
        AuthModule,
        HttpModule,
        HealthModule,
        AuditModule,
        WebModule,
        ...slices,
      ],
    };
  }
}
