import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Pool } from 'pg';
import { SETTINGS, type Settings } from '../../config';
import { isBehind, serviceUrlOf } from '../database';
import { OUTBOX_QUEUE } from '../queue';
import { SharedProbe } from './shared-probe';

const PATIENCE_MILLISECONDS = 2_000;

export interface Readiness {
  isReady: boolean;
  database: 'ok' | 'behind' | 'unreachable';
  /** PostgreSQL holds what is owed, so without the queue the pages still work: reminders are only late. */
  queue: 'ok' | 'degraded';
}

/** Whether this process can serve a page now: said in bounded time, even when PostgreSQL takes a connection and is silent. */
@Injectable()
export class ReadinessCheck implements OnModuleDestroy {
  // A pool of its own: when the others are exhausted the answer must not wait for them.
  private readonly pool: Pool;
  private readonly database = new SharedProbe<Readiness['database']>(
    () => this.askDatabase(),
    'unreachable',
    PATIENCE_MILLISECONDS,
  );
  private readonly queue = new SharedProbe<Readiness['queue']>(
    () => this.askQueue(),
    'degraded',
    PATIENCE_MILLISECONDS,
  );

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @InjectQueue(OUTBOX_QUEUE) private readonly outbox: Queue,
  ) {
    this.pool = new Pool({
      connectionString: serviceUrlOf(settings),
      max: 1,
      connectionTimeoutMillis: PATIENCE_MILLISECONDS,
      query_timeout: PATIENCE_MILLISECONDS,
    });
    // The probe says so; without a listener BullMQ prints the whole connection.
    outbox.on('error', () => undefined);
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async now(): Promise<Readiness> {
    const [database, queue] = await Promise.all([this.database.answer(), this.queue.answer()]);
    return { isReady: database === 'ok', database, queue };
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }

  private async askDatabase(): Promise<Readiness['database']> {
    const client = await this.pool.connect();
    try {
      const behind = await isBehind(client);
      client.release();
      return behind ? 'behind' : 'ok';
    } catch (error) {
      // The answer may still come after the timeout: this connection is worth nothing any more.
      client.release(true);
      throw error;
    }
  }

  private async askQueue(): Promise<Readiness['queue']> {
    await this.outbox.getWaitingCount();
    return 'ok';
  }
}
