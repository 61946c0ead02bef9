import type { Request } from 'express';
import type { Settings } from '../../config';

/** When this session ends if nothing more is done, and when at the latest. */
export interface SessionTimes {
  endsAt: Date;
  latestAt: Date;
  endsInSeconds: number;
  latestInSeconds: number;
}

/** Counted from now: the request that asks has just moved the idle limit on. */
export function sessionTimes(request: Request, settings: Settings, now: Date): SessionTimes {
  const startedAt = new Date(request.session.startedAt ?? now);
  const latestAt = new Date(startedAt.getTime() + settings.sessionAbsoluteMinutes * 60_000);
  const idleAt = new Date(now.getTime() + settings.sessionIdleMinutes * 60_000);
  const endsAt = idleAt < latestAt ? idleAt : latestAt;
  const secondsTo = (at: Date): number => Math.max(0, Math.round((at.getTime() - now.getTime()) / 1000));
  return { endsAt, latestAt, endsInSeconds: secondsTo(endsAt), latestInSeconds: secondsTo(latestAt) };
}
