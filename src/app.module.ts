import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings, SettingsModule } from './config';
import { AgenciesModule } from './agencies';
import { IndividualsModule } from './individuals';
import { AccessModule } from './platform/access';
import { AuthModule } from './platform/auth';
import { DatabaseModule } from './platform/database';
import { HttpModule } from './platform/http';
import { MailModule } from './platform/mail';
import { QueueModule } from './platform/queue';
import type { Clock } from './shared/clock';
import { UsersModule } from './users';
import { WebModule } from './web/web.module';

const slices = [AgenciesModule, UsersModule, IndividualsModule];

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
        WebModule,
        ...slices,
      ],
    };
  }
}
