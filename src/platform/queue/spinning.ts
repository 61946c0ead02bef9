import type { Logger } from '@nestjs/common';

/** So many errors with nothing else of the process in between are no outage: those come one at a time. */
const ERRORS_MOST = 1_000;

/**
 * Says that a worker of the queue fails in a loop that lets nothing else run: no heartbeat, no timer, no signal. Such a
 * process does no work and looks alive, so it ends, and whoever started it starts another.
 */
export class Spinning {
  private errors = 0;

  constructor(
    private readonly logger: Logger,
    private readonly end: () => void = () => process.exit(1),
  ) {}

  /** At each error of the worker. */
  note(): void {
    if (this.errors === 0) setImmediate(() => (this.errors = 0));
    this.errors += 1;
    if (this.errors !== ERRORS_MOST) return;
    this.logger.error('The queue fails without end and lets nothing else run: this process ends, to be started again.');
    this.end();
  }
}
