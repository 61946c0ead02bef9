import { AGENCY_KIND_WORDS, type AgencyKind } from '../../agencies';
import type { Transaction } from '../../platform/database';
import { newId } from '../../shared/ids';

/**
 * Kinds of agency the panel's quorum asks for that nobody in the room speaks for at this moment; none: quorate. Whose seat
 * has ended speaks for nobody, whoever wrote down that they came. For a case whoever is known
 * to the actor to have a conflict of interest in it does not count: they have lost it.
 */
export async function missingForQuorum(
  tx: Transaction,
  { meetingId, individualId = null }: { meetingId: string; individualId?: string | null },
): Promise<AgencyKind[]> {
  const rows = await tx.query<{ kind: AgencyKind }>(
    `SELECT k.kind FROM meetings m JOIN panels p ON p.id = m.panel_id
       CROSS JOIN LATERAL unnest(p.quorum_kinds) WITH ORDINALITY AS k (kind, place)
      WHERE m.id = $1 AND NOT EXISTS (SELECT 1 FROM meeting_attendances a JOIN agencies g ON g.id = a.agency_id
                                       WHERE a.meeting_id = m.id AND a.status = 'present' AND g.kind = k.kind
                                         AND EXISTS (SELECT 1 FROM panel_members s WHERE s.panel_id = m.panel_id AND s.user_id = a.user_id AND s.ended_at IS NULL)
                                         AND a.user_id NOT IN (SELECT c.user_id FROM panel_conflicts c
                                                                WHERE c.individual_id = $2 AND c.ended_at IS NULL))
      ORDER BY k.place`,
    [meetingId, individualId],
  );
  return rows.map(({ kind }) => kind);
}

/** Writes down since when somebody is missing, or nobody any more; nothing before the meeting is open and its attendance taken. */
export async function noteQuorum(tx: Transaction, meetingId: string): Promise<void> {
  const missing = await missingForQuorum(tx, { meetingId });
  await tx.query(
    `INSERT INTO meeting_quorums (id, meeting_id, panel_id, missing, since)
     SELECT $2, m.id, m.panel_id, $3, $4 FROM meetings m
      WHERE m.id = $1 AND m.status = 'planned' AND m.started_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM meeting_attendances a WHERE a.meeting_id = m.id)
        AND (SELECT q.missing FROM meeting_quorums q WHERE q.meeting_id = m.id ORDER BY q.since DESC, q.id DESC LIMIT 1)
            IS DISTINCT FROM $3::text[]`,
    [meetingId, newId(), missing, tx.now],
  );
}

export const agencyKindsInWords = (kinds: readonly AgencyKind[]): string =>
  kinds.map((kind) => AGENCY_KIND_WORDS[kind]).join(', ');
