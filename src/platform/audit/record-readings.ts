import type { Role } from '../access';
import type { Statement } from '../database/reader';

/** One person's look at a record, or change of it. */
export interface RecordReading {
  id: string;
  at: Date;
  /** The instant as PostgreSQL writes it: a Date would lose the microseconds a cursor needs. */
  at_key: string;
  actor_name: string | null;
  agency_name: string | null;
  roles: Role[];
  act: string;
  under_break_glass: boolean;
  /** The reference of a record that was merged into this one, where that one was looked at; null for the record itself. */
  of_reference: string | null;
}

/** Nothing for anybody who is not responsible for the record: the function in the database asks who is asking. */
export const recordReadings = (
  individualId: string,
  after: (string | null)[] | undefined,
  limit: number,
): Statement => ({
  name: 'record-readings',
  text: 'SELECT * FROM who_has_looked($1::uuid, $2::timestamptz, $3::uuid, $4::integer)',
  values: [individualId, after?.[0] ?? null, after?.[1] ?? null, limit],
});
