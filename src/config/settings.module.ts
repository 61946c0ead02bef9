import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../shared/clock';
import type { Settings } from './settings';

export const SETTINGS = Symbol('SETTINGS');

/** Gives every module the settings and the clock. */
@Global()
@Module({})
export class SettingsModule {
  static with(settings: Settings, clock: Clock = new SystemClock(settings.clockOffsetDays)): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Clock, useValue: clock },
      ],
      exports: [SETTINGS, Clock],
    };
  }
}
