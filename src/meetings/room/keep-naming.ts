import type { Transaction } from '../../platform/database';
import { NotAllowed } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { LoadedMeeting } from '../load-meeting';

/** Announced when somebody is named to chair a meeting; the subject is the naming. */
export const CHAIR_NAMED = 'meeting.chair_named';

interface Naming {
  meeting: LoadedMeeting;
  chairId: string;
}

/** Kept before the meeting says it: whoever hands the chair on has the right to until then. */
export async function keepNaming(tx: Transaction, { meeting, chairId }: Naming): Promise<void> {
  if (meeting.chairedBy === chairId) return;
  const id = newId();
  await tx.query(
    `INSERT INTO meeting_chair_namings (id, meeting_id, panel_id, chair_id, before_id, named_by, named_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, meeting.id, meeting.panelId, chairId, meeting.chairedBy, tx.actor.userId, tx.now],
  );
  await announceNaming(tx, id, { meeting, chairId });
}

/** By whoever sits there, while no chair is. @throws NotAllowed when one is there after all */
export async function keepNamingInAbsence(
  tx: Transaction,
  { meeting, chairId, reason }: Naming & { reason: string },
): Promise<void> {
  const id = newId();
  const kept = await tx.query('SELECT name_chair_in_absence($1, $2, $3, $4, $5, $6)', [
    id,
    meeting.id,
    chairId,
    reason,
    tx.today,
    tx.now,
  ]);
  if (kept.length === 0) throw new NotAllowed();
  await announceNaming(tx, id, { meeting, chairId });
}

/** Whoever named themself, and nobody else before, knows. */
async function announceNaming(tx: Transaction, id: string, { meeting, chairId }: Naming): Promise<void> {
  const concerned = [chairId, meeting.chairedBy].filter((one) => one !== null && one !== tx.actor.userId);
  if (concerned.length > 0) await tx.announce(CHAIR_NAMED, id);
}

export async function isWithoutChair(tx: Transaction, meetingId: string): Promise<boolean> {
  const [row] = await tx.query<{ without: boolean }>('SELECT is_without_chair($1, $2) AS without', [
    meetingId,
    tx.today,
  ]);
  return row?.without ?? false;
}
