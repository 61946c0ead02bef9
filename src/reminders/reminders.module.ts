import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions';
import { IndividualsModule } from '../individuals';
import { RemindersApiController } from './api/reminders-api.controller';
import { DeliveriesApiController } from './api/deliveries-api.controller';
import { LadderApiController } from './api/ladder-api.controller';
import { PreferencesApiController } from './api/preferences-api.controller';
import { ChangeLadder } from './change-ladder';
import { KeepPreferences } from './keep-preferences';
import { TryAgain } from './try-again';
import { DueDatesController } from './web/due-dates.controller';
import { DeliveriesController } from './web/deliveries.controller';
import { LadderController } from './web/ladder.controller';
import { PreferencesController } from './web/preferences.controller';
import { RemindersController } from './web/reminders.controller';

@Module({
  imports: [ActionsModule, IndividualsModule],
  controllers: [
    RemindersController,
    PreferencesController,
    LadderController,
    DeliveriesController,
    DueDatesController,
    RemindersApiController,
    DeliveriesApiController,
    LadderApiController,
    PreferencesApiController,
  ],
  providers: [ChangeLadder, KeepPreferences, TryAgain],
})
export class RemindersModule {}
