import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';

const PAUSE_MILLISECONDS = 500;

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

/**
 * Waits for a database that does not answer yet. BullMQ 6.7 asks for its first connection once and keeps the answer: one
 * that failed, on a slow or restarting machine, would leave its worker failing for ever, in a loop that lets nothing else
 * of the process run.
 */
export class PatientPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | void {
    return callback ? super.connect(callback) : this.untilConnected();
  }

  private async untilConnected(): Promise<PoolClient> {
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        if (this.ending || this.ended) throw error;
        await delay(PAUSE_MILLISECONDS);
      }
    }
  }
}
