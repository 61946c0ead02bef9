import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { BullModule, InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { QueueConnection } from './queue-connection';
import { WorkerWatch } from './worker-watch';
import { OUTBOX_QUEUE, REMINDERS_QUEUE } from './queues';
import { faultInShort } from '../../shared/describe-fault';

@Global()
@Module({ providers: [QueueConnection], exports: [QueueConnection] })
class QueueConnectionModule {}

/**
 * The queues, named. The web process asks only whether they answer: it writes to PostgreSQL and waits on no queue.
 * What works on them is in QueueWorkModule, which the worker alone has; it registers its workers itself, when everything
 * else has started.
 */
@Global()
@Module({})
export class QueueModule {
  private readonly logger = new Logger(QueueModule.name);

  constructor(@InjectQueue(OUTBOX_QUEUE) outbox: Queue, @InjectQueue(REMINDERS_QUEUE) reminders: Queue) {
    // An error without a listener is printed in full; the queue tries again by itself.
    for (const queue of [outbox, reminders])
      queue.on('error', (error) => this.logger.warn(`Queue: ${faultInShort(error)}`));
  }

  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        QueueConnectionModule,
        BullModule.forRootAsync({
          inject: [QueueConnection],
          useFactory: ({ connection, prefix }: QueueConnection) => ({ connection, prefix }),
          extraOptions: { manualRegistration: true },
        }),
        BullModule.registerQueue({ name: OUTBOX_QUEUE }, { name: REMINDERS_QUEUE }),
      ],
      providers: [WorkerWatch],
      exports: [BullModule, WorkerWatch],
    };
  }
}
