export { ChangeLadder } from './change-ladder';
export { reminderPaths } from './paths';
export { RemindersModule } from './reminders.module';
export { RemindersWorkModule } from './reminders-work.module';
