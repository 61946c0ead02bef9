import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import type { Pool } from 'pg';
import { SETTINGS, type Settings } from '../../config';
import { CONNECT_TIMEOUT_MILLISECONDS } from '../database/connection-settings';
import { serviceUrlOf } from '../database';
import { PatientPool } from './patient-pool';

/** Two for the workers that listen, the rest for short statements. */
const CONNECTIONS_MOST = 8;

/**
 * How this process reaches the queue: BullMQ on its PostgreSQL backend, or on Redis when REDIS_URL is set.
 * @nestjs/bullmq knows Redis connections only; the default backend factory makes it work with the other unchanged.
 */
@Injectable()
export class QueueConnection implements OnApplicationShutdown {
  readonly connection: object;
  /** Several installations may share one Redis; on PostgreSQL each has its own database. */
  readonly prefix: string;
  private readonly pool?: Pool;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.prefix = `cohort-${new URL(serviceUrlOf(settings)).pathname.slice(1)}`;
    if (settings.redisUrl) {
      setDefaultBackendFactory();
      this.connection = { url: settings.redisUrl, maxRetriesPerRequest: null };
      return;
    }
    setDefaultBackendFactory(createPostgresBackend);
    this.pool = queuePool(serviceUrlOf(settings));
    this.connection = this.pool;
  }

  /** Queues and workers do not end a pool that was given to them. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }
}

/** One pool for all queues and workers of the process; left alone, each would open its own. */
function queuePool(connectionString: string): Pool {
  const pool = new PatientPool({
    connectionString,
    max: CONNECTIONS_MOST,
    options: '-c search_path=bullmq',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
  });
  // A lost connection is an error of the statement that uses it; without these listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
