import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import {
  CONNECT_TIMEOUT_MILLISECONDS,
  LOCK_TIMEOUT_MILLISECONDS,
  SILENCE_TIMEOUT_MILLISECONDS,
  STATEMENT_TIMEOUT_MILLISECONDS,
} from './connection-settings';
import { DomainEvents } from './domain-events';
import { Reader } from './reader';
import { Transactions } from './transactions';

/** The address of the database, once it is known to be there. */
export function serviceUrlOf(settings: Settings): string {
  if (!settings.databaseUrl) throw new Error('DATABASE_URL: needed by web and worker (npm start gives it to them).');
  return settings.databaseUrl;
}

@Global()
@Module({})
export class DatabaseModule {
  static forRoot(): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [SETTINGS],
          useFactory: (settings: Settings) => ({
            type: 'postgres' as const,
            url: serviceUrlOf(settings),
            autoLoadEntities: true,
            synchronize: false,
            retryAttempts: 0,
            poolSize: 10,
            connectTimeoutMS: CONNECT_TIMEOUT_MILLISECONDS,
            extra: {
              statement_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
              lock_timeout: LOCK_TIMEOUT_MILLISECONDS,
              query_timeout: SILENCE_TIMEOUT_MILLISECONDS,
            },
            poolErrorHandler: () => undefined,
          }),
        }),
      ],
      providers: [
        DomainEvents,
        Transactions,
        {
          provide: Reader,
          inject: [SETTINGS, Clock],
          useFactory: (settings: Settings, clock: Clock) => new Reader(serviceUrlOf(settings), clock),
        },
      ],
      exports: [DomainEvents, Transactions, Reader],
    };
  }
}
