import { Injectable, Logger } from '@nestjs/common';
import { Reader } from '../database';
import { faultInShort } from '../../shared/describe-fault';

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
  private awaySince?: Date;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private looking?: Promise<void>;

  constructor(private readonly reader: Reader) {}

  /** Undefined while all is well; otherwise since when nobody works, null when nobody ever did. */
  get missingSince(): Date | null | undefined {
    if (performance.now() - this.lookedAt > LOOK_EVERY_MILLISECONDS) void this.look();
    return this.silentSince;
  }

  /** Since when no message has left, once that has lasted as long as a worker may be silent. Undefined while they leave. */
  get mailAwaySince(): Date | undefined {
    if (performance.now() - this.lookedAt > LOOK_EVERY_MILLISECONDS) void this.look();
    return this.awaySince;
  }

  /** Looks now. Does not fail: without PostgreSQL there is worse to say than this. */
  look(): Promise<void> {
    this.lookedAt = performance.now();
    this.looking ??= this.ask()
      .catch((error: unknown) => this.logger.warn(faultInShort(error)))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async ask(): Promise<void> {
    const [row] = await this.reader.lookUp<{ beat_at: Date; silent: boolean; away_since: Date | null }>({
      name: 'worker-heartbeat',
      text: `SELECT beat_at, now() - beat_at > make_interval(secs => $1) AS silent,
                    CASE WHEN now() - mail_away_since > make_interval(secs => $1) THEN mail_away_since END AS away_since
               FROM worker_heartbeat WHERE isfinite(beat_at)`,
      values: [SILENT_SECONDS],
    });
    const isYoung = performance.now() - this.startedAt < SILENT_SECONDS * 1_000;
    const was = this.silentSince;
    this.silentSince = row ? (row.silent ? row.beat_at : undefined) : isYoung ? undefined : null;
    const wasAway = this.awaySince;
    this.awaySince = row?.away_since ?? undefined;
    if (wasAway === undefined && this.awaySince !== undefined)
      this.logger.error(`No e-mail has left for ${SILENT_SECONDS / 60} minutes: the mail server does not take it.`);
    if (was === undefined && this.silentSince !== undefined) {
      this.logger.error(`No worker for ${SILENT_SECONDS / 60} minutes: no reminder leaves. Start the worker process.`);
    }
  }
}

/** For people who can have it mended, on every page. */
export function deliveryWarning(
  { missingSince, mailAwaySince }: Pick<WorkerWatch, 'missingSince' | 'mailAwaySince'>,
  words: (at: Date) => string,
): string | null {
  const tell = 'Reviews and reminders are still shown here. Tell the person who looks after the service.';
  if (missingSince !== undefined) {
    const since = missingSince === null ? '' : ` since ${words(missingSince)}`;
    return `The part of this service that sends e-mail has not worked${since}. No reminder can be sent. ${tell}`;
  }
  if (mailAwaySince === undefined) return null;
  return `No e-mail has left this service since ${words(mailAwaySince)}: the mail server does not take it. Reminders wait and are sent when it does. ${tell}`;
}
