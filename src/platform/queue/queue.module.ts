import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { SETTINGS, type Settings } from '../../config';
import { serviceUrlOf } from '../database';

/** The queue only carries what PostgreSQL holds: losing all of it loses nothing. */
export const OUTBOX_QUEUE = 'outbox';
export const REMINDERS_QUEUE = 'reminders';

/**
 * BullMQ on its PostgreSQL backend, or on Redis when REDIS_URL is set. @nestjs/bullmq knows Redis connections only;
 * the default backend factory makes it work with the other unchanged.
 */
@Global()
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      imports: [
        BullModule.forRootAsync({
          inject: [SETTINGS],
          useFactory: (settings: Settings) => ({ connection: connectionOf(settings) }),
        }),
        BullModule.registerQueue({ name: OUTBOX_QUEUE }, { name: REMINDERS_QUEUE }),
      ],
      exports: [BullModule],
    };
  }
}

function connectionOf(settings: Settings): object {
  if (settings.redisUrl) {
    setDefaultBackendFactory();
    return { url: settings.redisUrl, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(createPostgresBackend);
  return { connectionString: serviceUrlOf(settings), schema: 'bullmq', max: 4 };
}
