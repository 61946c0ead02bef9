import type { Transaction } from '../platform/database';
import { newId } from '../shared/ids';
import type { NoticeKind } from './handovers.queries';

/** The outbox event of one notice; the worker mails it. */
export const HANDOVER_NOTICE_MADE = 'handover_notice.made';

interface Telling {
  handoverId: string;
  /** One entry a thing that moved. */
  moved: { oldHolderId: string; newHolderId: string; individualId: string | null }[];
  toNew: NoticeKind;
  toOld: NoticeKind;
}

/**
 * Tells each new and each old holder once, however many things moved: one notice and one mail that lists references.
 * Not the actor, who did it, and nobody whose account has ended.
 */
export async function tellHolders(tx: Transaction, { handoverId, moved, toNew, toOld }: Telling): Promise<void> {
  const told = [
    ...byPerson(moved, ({ newHolderId }) => newHolderId).map((one) => ({ ...one, kind: toNew })),
    ...byPerson(moved, ({ oldHolderId }) => oldHolderId).map((one) => ({ ...one, kind: toOld })),
  ].filter(({ recipientId }) => recipientId !== tx.actor.userId);
  const active = await tx.query<{ id: string }>(`SELECT id FROM users WHERE id = ANY ($1) AND status = 'active'`, [
    told.map(({ recipientId }) => recipientId),
  ]);
  for (const { recipientId, kind, individualIds } of told) {
    if (!active.some((person) => person.id === recipientId)) continue;
    const id = newId();
    await tx.query(
      `INSERT INTO handover_notices (id, recipient_id, kind, handover_id, individual_ids, made_by, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, recipientId, kind, handoverId, individualIds, tx.actor.userId, tx.now],
    );
    await tx.announce(HANDOVER_NOTICE_MADE, id);
  }
}

function byPerson(
  moved: Telling['moved'],
  personOf: (move: Telling['moved'][number]) => string,
): { recipientId: string; individualIds: string[] }[] {
  return [...new Set(moved.map(personOf))].map((recipientId) => ({
    recipientId,
    individualIds: [
      ...new Set(
        moved.filter((move) => personOf(move) === recipientId).flatMap(({ individualId }) => individualId ?? []),
      ),
    ],
  }));
}
