import type { Statement } from '../platform/database';
import type { Day } from '../shared/day';

/** Who is away today, and until when: what a reminder kept of an absence is as it was when it was made. */
export type AwayNow = ReadonlyMap<string, Day | null>;

export interface AwayRow {
  user_id: string;
  ends_on: Day | null;
}

export const awayOn = (today: Day): Statement => ({
  name: 'away-on',
  text: 'SELECT s.user_id, s.ends_on FROM absent_on($1) s',
  values: [today],
});

export const awayNow = (rows: readonly AwayRow[]): AwayNow => new Map(rows.map((row) => [row.user_id, row.ends_on]));
