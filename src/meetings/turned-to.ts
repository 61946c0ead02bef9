import type { Transaction } from '../platform/database';

/** The panel turned to this case when it was done with the one before, or when the meeting was opened. */
export async function turnedToAt(tx: Transaction, meetingId: string): Promise<Date | null> {
  const [before] = await tx.query<{ at: Date | null }>(
    `SELECT greatest(m.started_at, (SELECT max(t.decided_at) FROM meeting_items t WHERE t.meeting_id = m.id
        AND t.decided_at >= m.started_at), (SELECT max(l.decided_at) FROM times_of_who_left(ARRAY[m.id]) l)) AS at
       FROM meetings m WHERE m.id = $1`,
    [meetingId],
  );
  return before?.at ?? null;
}
