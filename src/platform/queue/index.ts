export { OUTBOX_QUEUE, QueueModule, REMINDERS_QUEUE } from './queue.module';
