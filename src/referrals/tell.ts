import type { Transaction } from '../platform/database';
import { newId } from '../shared/ids';
import type { NoticeKind } from './referral-words';

/** The outbox event of one notice; the worker mails it. */
export const REFERRAL_NOTICE_MADE = 'referral_notice.made';

/** One mail owed to each of these people, but not to whoever did it. */
export async function tell(
  tx: Transaction,
  { referralId, kind, recipients }: { referralId: string; kind: NoticeKind; recipients: string[] },
): Promise<void> {
  for (const recipientId of recipients.filter((id) => id !== tx.actor.userId)) {
    const id = newId();
    await tx.query(
      `INSERT INTO referral_notices (id, referral_id, recipient_id, kind, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, referralId, recipientId, kind, tx.actor.userId, tx.now],
    );
    await tx.announce(REFERRAL_NOTICE_MADE, id);
  }
}

/**
 * Whoever referred this person, once it is decided whether they enter the cohort. The database says whom: who decides need not see the
 * referral, and loses sight of the record by some decisions.
 */
export async function tellOfCohortDecision(tx: Transaction, individualId: string): Promise<void> {
  const notices = await tx.query<{ id: string }>('SELECT tell_of_cohort_decision($1, $2) AS id', [
    individualId,
    tx.now,
  ]);
  for (const { id } of notices) await tx.announce(REFERRAL_NOTICE_MADE, id);
}

/** Who sees to it that a referral is triaged: the chairs who sit on the panel now. */
export async function chairsOf(tx: Transaction, panelId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT u.id FROM panel_members p JOIN users u ON u.id = p.user_id
      WHERE p.panel_id = $1 AND p.ended_at IS NULL AND u.status = 'active' AND 'panel_chair' = ANY (u.roles) ORDER BY u.id`,
    [panelId],
  );
  return rows.map(({ id }) => id);
}
