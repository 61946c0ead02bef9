export { addJobs, type IdOnlyJob } from './add-jobs';
export { type OutboxEvent, OutboxListeners } from './outbox-listeners';
export { OutboxProcessor } from './outbox.processor';
export { QueueConnection } from './queue-connection';
export { QueueAway, QueueDoor } from './queue-door';
export { QueueModule } from './queue.module';
export { QueueWorkModule } from './queue-work.module';
export { CARRIED_ONCE, OUTBOX_QUEUE, REMINDERS_QUEUE, WORKER_OPTIONS } from './queues';
export { repeat, type Repetition } from './repeat';
