import type { Transaction } from '../../platform/database';
import { NOTICE_MADE } from '../notices/tell';

/**
 * Names, on each restricted record that loses the last named person who may open it again, whoever answers for it by right
 * (who restricted it, or else its panel's chairs, or else the managers of the agency that restricted it), and tells them:
 * otherwise it would be closed for good. The administrator who ends the account sees none of it; the ids go into the audit
 * and the outbox alone. Called before anybody else is told that the person has gone.
 */
export async function restrictedRecordsFall(tx: Transaction, goneId: string): Promise<void> {
  const fallen = await tx.query<{ individual_id: string; notice_ids: string[] }>(
    'SELECT * FROM restricted_records_fall($1, $2)',
    [goneId, tx.now],
  );
  for (const { individual_id: individualId, notice_ids: noticeIds } of fallen) {
    for (const id of noticeIds) await tx.announce(NOTICE_MADE, id);
    await tx.audit({
      act: 'individual.named_people_changed',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: ['restrictedTo'],
      reason: 'The last named manager or chair left',
    });
  }
}
