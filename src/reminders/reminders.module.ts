import { Module } from '@nestjs/common';
import { RemindersApiController } from './api/reminders-api.controller';
import { ChangeLadder } from './change-ladder';
import { KeepPreferences } from './keep-preferences';
import { LadderController } from './web/ladder.controller';
import { PreferencesController } from './web/preferences.controller';
import { RemindersController } from './web/reminders.controller';

@Module({
  controllers: [RemindersController, PreferencesController, LadderController, RemindersApiController],
  providers: [ChangeLadder, KeepPreferences],
})
export class RemindersModule {}
