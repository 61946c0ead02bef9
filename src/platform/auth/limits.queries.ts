/**
 * One more try at each key, at once and for every process; $4 is read beside them. Rows in the order of their keys, so
 * that two tries at the same moment cannot wait for each other.
 */
export const ONE_MORE_SQL = `
  WITH counted AS (
    INSERT INTO attempt_counts AS c (key, points, expires_at)
    SELECT t.key, 1, $3::timestamptz + make_interval(secs => t.seconds)
      FROM unnest($1::bytea[], $2::integer[]) AS t (key, seconds) ORDER BY t.key
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN c.expires_at <= $3 THEN 1 ELSE c.points + 1 END,
      expires_at = CASE WHEN c.expires_at <= $3 THEN excluded.expires_at ELSE c.expires_at END
    RETURNING key, points, expires_at)
  SELECT key, points, expires_at FROM counted
   UNION ALL SELECT key, points, expires_at FROM attempt_counts WHERE key = $4::bytea AND expires_at > $3`;

/** Takes one try back at the keys of $1, and all of them at those of $2. */
export const SETTLE_SQL = `
  WITH held AS (
    SELECT key FROM attempt_counts WHERE key = ANY ($1::bytea[]) OR key = ANY ($2::bytea[]) ORDER BY key FOR UPDATE)
  UPDATE attempt_counts c
     SET points = CASE WHEN c.key = ANY ($2::bytea[]) THEN 0 ELSE greatest(c.points - 1, 0) END
    FROM held WHERE c.key = held.key`;

export const REMEMBER_SQL = `
  INSERT INTO attempt_counts (key, points, expires_at) VALUES ($1, 0, $2)
  ON CONFLICT (key) DO UPDATE SET expires_at = excluded.expires_at`;

/** A few of those that ran out; whoever else is at one of them is passed by. */
export const PURGE_SQL = `
  DELETE FROM attempt_counts WHERE key IN (
    SELECT key FROM attempt_counts WHERE expires_at <= $1 ORDER BY key LIMIT 50 FOR UPDATE SKIP LOCKED)`;
