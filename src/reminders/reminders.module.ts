import { Module } from '@nestjs/common';
import { RemindersApiController } from './api/reminders-api.controller';
import { EndReminders } from './end-reminders';
import { RemindersController } from './web/reminders.controller';

@Module({ controllers: [RemindersController, RemindersApiController], providers: [EndReminders] })
export class RemindersModule {}
