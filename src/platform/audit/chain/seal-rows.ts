import { type Seal } from '../domain/chain';

/** A seal as the table holds it. */
export interface SealRow {
  number: string;
  sealed_at: string;
  total_rows: string;
  last_position: string;
  last_id: string;
  event_ids: string[];
  event_times: string[];
  digests: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** What of a seal its hash is made of, as text that no session's time zone or locale changes. */
export const SEAL_COLUMNS = `s.number::text AS number, to_char(s.sealed_at AT TIME ZONE 'UTC', ${UTC}) AS sealed_at,
  s.total_rows::text AS total_rows, s.last_position::text AS last_position, s.last_id::text AS last_id,
  s.event_ids::text[] AS event_ids,
  ARRAY(SELECT to_char(t.at AT TIME ZONE 'UTC', ${UTC}) FROM unnest(s.event_times) WITH ORDINALITY t(at, place) ORDER BY t.place)
    AS event_times,
  s.digests, s.previous_hash, s.hash`;

export const sealOf = (row: SealRow): Seal => ({
  number: row.number,
  sealedAt: row.sealed_at,
  totalRows: row.total_rows,
  lastPosition: row.last_position,
  lastId: row.last_id,
  eventIds: row.event_ids,
  eventTimes: row.event_times,
  digests: row.digests,
  previousHash: row.previous_hash,
});
