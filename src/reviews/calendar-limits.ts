import { Injectable } from '@nestjs/common';
import { FactorKeys } from '../platform/auth';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import { Refusal } from '../shared/errors';

/** Readings within the minutes. Programs read a few times a day; an office behind one address has many of them. */
const LIMITS = { address: [300, 15], feed: [30, 15] } as const;

class ReadTooOften extends Refusal {
  readonly status = 429;
  readonly code = 'too-many-tries';

  constructor(override readonly retryAfterSeconds: number) {
    super('This calendar was read too often. Try again later.');
  }
}

/** Counts readings in the table that counts tries to sign in: rows that every process shares, no address in the clear. */
@Injectable()
export class CalendarLimits {
  constructor(
    private readonly reader: Reader,
    private readonly keys: FactorKeys,
    private readonly clock: Clock,
  ) {}

  /** @throws ReadTooOften */
  async count(kind: keyof typeof LIMITS, of: string): Promise<void> {
    const [most, minutes] = LIMITS[kind];
    const now = this.clock.now();
    const [counted] = await this.reader.lookUp<{ points: number; expires_at: Date }>({
      name: 'one-more-calendar-reading',
      text: ONE_MORE,
      values: [this.keys.hash('calendar readings', kind, of), now, minutes * 60],
    });
    if (counted && counted.points > most) {
      throw new ReadTooOften(Math.max(1, Math.ceil((counted.expires_at.getTime() - now.getTime()) / 1000)));
    }
  }
}

const ONE_MORE = `
  INSERT INTO attempt_counts AS c (key, points, expires_at)
  VALUES ($1::bytea, 1, $2::timestamptz + make_interval(secs => $3::integer))
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN c.expires_at <= $2 THEN 1 ELSE c.points + 1 END,
    expires_at = CASE WHEN c.expires_at <= $2 THEN excluded.expires_at ELSE c.expires_at END
  RETURNING points, expires_at`;
