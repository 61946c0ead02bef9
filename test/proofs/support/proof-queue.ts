import { Queue } from 'bullmq';
import { readSettings } from '../../../src/config';
import { QueueConnection } from '../../../src/platform/queue';
import type { ProofWorld } from './proof-world';

/** A queue on the backend of this proof, reached as the service reaches it. */
export class ProofQueue {
  readonly queue: Queue;
  private readonly connection: QueueConnection;

  constructor(name: string, { database, redis }: Pick<ProofWorld, 'database' | 'redis'>) {
    this.connection = new QueueConnection(
      readSettings({ DATABASE_URL: database.serviceUrl, ...(redis ? { REDIS_URL: redis.url } : {}) }),
    );
    this.queue = new Queue(name, { connection: this.connection.connection, prefix: this.connection.prefix });
    this.queue.on('error', () => undefined);
  }

  async close(): Promise<void> {
    await this.queue.close();
    await this.connection.onApplicationShutdown();
  }
}
