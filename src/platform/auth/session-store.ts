import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { type SessionData, Store } from 'express-session';
import type { Pool } from 'pg';
import type { Clock } from '../../shared/clock';
import { newId } from '../../shared/ids';

declare module 'express-session' {
  interface SessionData {
    /** In words, for the page that lists a person's sessions: "Chrome on Windows". */
    device?: string;
    /** Given with the session by the store: when it started, in milliseconds. */
    startedAt?: number;
    /** Given with the session by the store: when its use was last written down, in milliseconds. */
    usedAt?: number;
    /** Set by the store when it gives a session out. One that was ended meanwhile must not be written back to life. */
    isStored?: boolean;
    /** Of this request only: a page that asks by itself is nobody at work, and keeps no session alive. */
    isOnlyWatching?: boolean;
  }
}

interface SessionLimits {
  idleMinutes: number;
  absoluteMinutes: number;
}

interface SessionRow {
  sess: SessionData;
  started_at: Date;
  last_used_at: Date;
}

/**
 * Use is written down once a minute: a write to disk with every page costs as much as reading the page. The idle limit runs
 * from what was written down, and is so much longer, so that nobody is signed out before the time the page said.
 */
const WRITTEN_EVERY = 60_000;

type Done = (error?: unknown) => void;

/** Call it where a script asks every few seconds. Not enumerable, so that the session is not kept anew because of it. */
export function onlyWatching({ session }: Request): void {
  Object.defineProperty(session, 'isOnlyWatching', { value: true, enumerable: false });
}

/**
 * Browser sessions in PostgreSQL, told by the service's clock. The idle limit moves on with use; the absolute limit is
 * fixed at sign-in, when a new id makes a new row. Only a hash of the id is kept: a copy of the table signs nobody in.
 */
export class SessionStore extends Store {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly limits: SessionLimits,
  ) {
    super();
  }

  get(sid: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.pool
      .query<SessionRow>({
        name: 'session-get',
        text: 'SELECT sess, started_at, last_used_at FROM sessions WHERE sid = $1 AND expire > $2 AND ends_at > $2',
        values: [hashOf(sid), this.clock.now()],
      })
      .then(
        ({ rows: [row] }) => callback(null, row ? { ...row.sess, isStored: true, ...timesOf(row) } : null),
        (error: unknown) => callback(error),
      );
  }

  set(sid: string, session: SessionData, callback: Done = () => undefined): void {
    const now = this.clock.now();
    const kept = [hashOf(sid), JSON.stringify(session), session.userId ?? null, session.device ?? null, now];
    const statement = session.isStored
      ? { name: 'session-change', text: CHANGE_SQL, values: [...kept, this.idleUntil(now)] }
      : { name: 'session-start', text: START_SQL, values: [...kept, ...this.limitsFrom(now), newId()] };
    this.pool.query(statement).then(() => callback(), callback);
  }

  destroy(sid: string, callback: Done = () => undefined): void {
    this.pool
      .query({ name: 'session-end', text: 'DELETE FROM sessions WHERE sid = $1', values: [hashOf(sid)] })
      .then(() => callback(), callback);
  }

  override touch(sid: string, session: SessionData, callback: Done = () => undefined): void {
    if (session.isOnlyWatching) return callback();
    const now = this.clock.now();
    if (now.getTime() - (session.usedAt ?? 0) < WRITTEN_EVERY) return callback();
    const values = [hashOf(sid), now, this.idleUntil(now)];
    this.pool.query({ name: 'session-touch', text: TOUCH_SQL, values }).then(() => callback(), callback);
  }

  private limitsFrom(now: Date): [Date, Date] {
    return [this.idleUntil(now), minutesAfter(now, this.limits.absoluteMinutes)];
  }

  private idleUntil(now: Date): Date {
    return new Date(minutesAfter(now, this.limits.idleMinutes).getTime() + WRITTEN_EVERY);
  }
}

const START_SQL = `INSERT INTO sessions (sid, sess, user_id, device, started_at, last_used_at, expire, ends_at, id)
  VALUES ($1, $2, $3, $4, $5::timestamptz, $5, least($6::timestamptz, $7::timestamptz), $7, $8)
  ON CONFLICT ON CONSTRAINT sessions_pk DO UPDATE SET sess = EXCLUDED.sess, user_id = EXCLUDED.user_id, device = EXCLUDED.device`;
const CHANGE_SQL = `UPDATE sessions SET sess = $2, user_id = $3, device = $4, last_used_at = $5, expire = least($6::timestamptz, ends_at) WHERE sid = $1`;
const TOUCH_SQL = `UPDATE sessions SET last_used_at = $2, expire = least($3::timestamptz, ends_at) WHERE sid = $1`;

const hashOf = (sid: string): string => createHash('sha256').update(sid).digest('hex');

const timesOf = (row: SessionRow) => ({
  startedAt: row.started_at.getTime(),
  usedAt: row.last_used_at.getTime(),
});

const minutesAfter = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
