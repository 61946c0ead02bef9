import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { SETTINGS, type Settings } from '../../../config';
import { Clock } from '../../../shared/clock';
import { Refusal } from '../../../shared/errors';
import { newId } from '../../../shared/ids';
import { type Actor, SYSTEM_ACTOR } from '../../access';
import { Transactions } from '../../database';

const MINUTE = 60_000;
/** Searches and exports are asked with POST, so that what they look for stands in no address. */
const READS_BY_POST = /\/(searches|exports|audit-exports)$/;

/** More than anybody reads: a program, or a browser that was taken over. */
export class ReadsTooFast extends Refusal {
  readonly status = 429;
  readonly code = 'reads-too-fast';

  constructor(override readonly retryAfterSeconds: number) {
    super('You opened more pages in a minute than a person reads. Wait a minute and try again.');
  }
}

interface Window {
  from: number;
  reads: number;
}

/**
 * How fast one account may read (ASVS 5.0 V2.4.1): so many pages, searches and exports a minute, by page and by token
 * together, in each process of the service. Saving is never refused. The first refusal is told to governance.
 */
@Injectable()
export class ReadingPace implements CanActivate {
  private readonly logger = new Logger(ReadingPace.name);
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws ReadsTooFast */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const { actor } = request;
    if (!actor || !isRead(request)) return true;
    const now = this.clock.now().getTime();
    const window = this.windowOf(actor.userId, now);
    window.reads += 1;
    const most = this.settings.readsPerMinute;
    if (window.reads <= most) return true;
    if (window.reads === most + 1) await this.raise(actor, most, window.from);
    throw new ReadsTooFast(Math.max(1, Math.ceil((window.from + MINUTE - now) / 1000)));
  }

  private windowOf(userId: string, now: number): Window {
    const known = this.windows.get(userId);
    if (known && now - known.from < MINUTE && now >= known.from) return known;
    // Whoever has gone is forgotten with the next one who comes.
    for (const [id, { from }] of this.windows) if (now - from >= MINUTE) this.windows.delete(id);
    const fresh = { from: now, reads: 0 };
    this.windows.set(userId, fresh);
    return fresh;
  }

  /** Refused all the same when this cannot be written down. */
  private async raise(actor: Actor, most: number, from: number): Promise<void> {
    try {
      await this.transactions.act(actor, (tx) =>
        tx.audit({ act: 'reading.stopped', subjectType: 'user', subjectId: actor.userId }),
      );
      await this.transactions.act(SYSTEM_ACTOR, (tx) =>
        tx.query(
          `INSERT INTO unusual_access (id, kind, user_id, counted, from_at, until_at, raised_at)
           SELECT $1, 'too_fast', $2, $3, $4, $5, $5
            WHERE NOT EXISTS (SELECT 1 FROM unusual_access WHERE kind = 'too_fast' AND user_id = $2 AND state = 'new')`,
          [newId(), actor.userId, most, new Date(from), tx.now],
        ),
      );
    } catch {
      this.logger.error('Reading too fast was stopped and could not be raised');
    }
  }
}

const isRead = ({ method, path }: Request): boolean =>
  method === 'GET' || method === 'HEAD' || (method === 'POST' && READS_BY_POST.test(path));
