import { Injectable, Logger } from '@nestjs/common';
import { Reader } from '../database';

/** SECURITY.md R22. */
const SILENT_SECONDS = 300;
const LOOK_EVERY_MILLISECONDS = 15_000;

/**
 * Whether a worker lives. Asking never waits: it answers what was last seen, and looks again beside the request when that
 * is old. PostgreSQL measures the silence with its own clock, because hosts may disagree by minutes.
 */
@Injectable()
export class WorkerWatch {
  private readonly logger = new Logger(WorkerWatch.name);
  private readonly startedAt = performance.now();
  private silentSince: Date | null | undefined;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking?: Promise<void>;

  constructor(private readonly reader: Reader) {}

  /** Undefined while all is well; otherwise since when nobody works, null when nobody ever did. */
  get missingSince(): Date | null | undefined {
    if (performance.now() - this.lookedAt > LOOK_EVERY_MILLISECONDS) void this.look();
    return this.silentSince;
  }

  /** Looks now. Does not fail: without PostgreSQL there is worse to say than this. */
  look(): Promise<void> {
    this.lookedAt = performance.now();
    this.looking ??= this.ask()
      .catch((error: unknown) => this.logger.warn(error instanceof Error ? error.message : String(error)))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async ask(): Promise<void> {
    const [row] = await this.reader.lookUp<{ beat_at: Date; silent: boolean }>({
      name: 'worker-heartbeat',
      text: 'SELECT beat_at, now() - beat_at > make_interval(secs => $1) AS silent FROM worker_heartbeat',
      values: [SILENT_SECONDS],
    });
    const isYoung = performance.now() - this.startedAt < SILENT_SECONDS * 1_000;
    const was = this.silentSince;
    this.silentSince = row ? (row.silent ? row.beat_at : undefined) : isYoung ? undefined : null;
    if (was === undefined && this.silentSince !== undefined) {
      this.logger.error(`No worker for ${SILENT_SECONDS / 60} minutes: no reminder leaves. Start the worker process.`);
    }
  }
}

/** For people who can have it mended, on every page. */
export const workerWarning = (missingSince: Date | null | undefined, words: (at: Date) => string): string | null => {
  if (missingSince === undefined) return null;
  const since = missingSince === null ? '' : ` since ${words(missingSince)}`;
  return `The part of this service that sends e-mail has not worked${since}. No reminder can be sent. Reviews and reminders are still shown here. Tell the person who looks after the service.`;
};
