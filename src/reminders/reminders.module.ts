import { Module } from '@nestjs/common';
import { RemindersApiController } from './api/reminders-api.controller';
import { RemindersController } from './web/reminders.controller';

@Module({ controllers: [RemindersController, RemindersApiController] })
export class RemindersModule {}
