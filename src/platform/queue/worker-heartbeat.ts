import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SYSTEM_ACTOR } from '../access';
import { Transactions } from '../database';
import { repeat, type Repetition } from './repeat';

const EVERY_MILLISECONDS = 30_000;

/** Says in PostgreSQL that a worker lives. The web process looks there (WorkerWatch): the queue may be what is wrong. */
@Injectable()
export class WorkerHeartbeat implements OnApplicationBootstrap {
  private readonly logger = new Logger(WorkerHeartbeat.name);
  private repetition?: Repetition;

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.repetition = repeat(EVERY_MILLISECONDS, this.logger, () => this.beat());
  }

  /** Before anything it uses is closed. */
  async stop(): Promise<void> {
    await this.repetition?.stop();
  }

  async beat(): Promise<void> {
    await this.transactions.act(SYSTEM_ACTOR, (tx) =>
      tx.query(
        `INSERT INTO worker_heartbeat (beat_at) VALUES (now())
         ON CONFLICT ON CONSTRAINT worker_heartbeat_pk DO UPDATE SET beat_at = excluded.beat_at`,
      ),
    );
  }
}
