import { Global, Module } from '@nestjs/common';
import { OutboxListeners } from './outbox-listeners';
import { OutboxProcessor } from './outbox.processor';
import { OutboxRelay } from './outbox-relay';
import { QueueDoor } from './queue-door';
import { WorkerHeartbeat } from './worker-heartbeat';

/** The worker's part of the queue: carries the outbox, and is the door for whoever adds a job. */
@Global()
@Module({
  providers: [QueueDoor, OutboxListeners, OutboxProcessor, OutboxRelay, WorkerHeartbeat],
  exports: [QueueDoor, OutboxListeners, OutboxProcessor],
})
export class QueueWorkModule {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly processor: OutboxProcessor,
    private readonly heartbeat: WorkerHeartbeat,
  ) {}

  /** First what gives work, then what does it; what both use is still open. */
  async stop(): Promise<void> {
    await this.heartbeat.stop();
    await this.relay.stop();
    await this.processor.worker.close();
  }
}
