import { type DynamicModule, Module } from '@nestjs/common';
import { AgenciesModule } from '../agencies';
import { AppModule } from '../app.module';
import type { Settings } from '../config';
import type { SettableClock } from '../shared/clock';
import { UsersModule } from '../users';
import { LoadHistory } from './load-history';
import { LoadPartnership } from './load-partnership';
import { Stage } from './stage';

/** The service with a clock that can be set to any moment of the last two years. */
@Module({})
export class DemonstrationModule {
  static with(settings: Settings, clock: SettableClock): DynamicModule {
    return {
      module: DemonstrationModule,
      imports: [AppModule.with(settings, clock), AgenciesModule, UsersModule],
      providers: [LoadPartnership, LoadHistory, Stage],
    };
  }
}
