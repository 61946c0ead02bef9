export { PART_WORDS, RUNG_WORDS, SUPPRESSED_WORDS } from './domain/ladder';
export { reminderPaths } from './paths';
export { RemindersModule } from './reminders.module';
export { RemindersWorkModule } from './reminders-work.module';
